//! A picture that somebody has becomes the logo that guests see: small, and nothing but pixels.

mod chunks;
mod svg;

use std::io::Cursor;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use image::{
    DynamicImage, ImageError, ImageReader, Limits,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    imageops,
};
pub use svg::NoDrawing;
use vestibule_domain::policy::Logo;

/// Larger files are no logos. Bytes.
pub const MAX_FILE: usize = 2 << 20;
/// So are larger pictures: decoding takes four bytes a pixel.
const MAX_SIDE: u32 = 4_096;
/// A pixel or a line is no logo either.
const MIN_SIDE: u32 = 8;
/// With four of 16 bits each they take 128 MiB, which leave a function room beside them. Bytes.
const MAX_MEMORY: u64 = 160 << 20;
/// Pages show it 32 pixels high, and screens may have two dots for each. The first that is small enough is taken.
const HEIGHTS: [u32; 4] = [64, 48, 32, 24];
/// As wide as the height may be, at most.
const MAX_RATIO: u32 = 6;

/// Why a picture becomes no logo.
#[derive(Debug, thiserror::Error)]
pub enum NoLogo {
    #[error("has more than {MAX_FILE} bytes")]
    TooHeavy,
    #[error(transparent)]
    Svg(#[from] NoDrawing),
    #[error("is no picture in PNG, JPEG, SVG, WebP or GIF")]
    NoPicture,
    #[error("has more than {MAX_SIDE} × {MAX_SIDE} pixels")]
    TooLarge,
    #[error("has fewer than {MIN_SIDE} × {MIN_SIDE} pixels")]
    TooSmall,
    #[error("shows nothing: all of it is transparent")]
    Invisible,
    #[error("does not read as a picture: {0}")]
    Broken(ImageError),
    #[error("has too many details to be small; give one with fewer colours")]
    TooDetailed,
}

/// The logo that a picture becomes, from the bytes of its file in base64 (RFC 4648 §4), in one line or several, or as browsers hand
/// it over: as a `data:` URL (RFC 2397). The reason, where it becomes none.
pub fn of_base64(text: &str) -> Result<Logo, String> {
    let is_data = |(head, _): &(&str, &str)| {
        let head = head.to_ascii_lowercase();
        head.starts_with("data:image/") && head.ends_with(";base64")
    };
    let base64 = text.trim().split_once(',').filter(is_data).map_or(text, |(_, base64)| base64);
    let base64: String = base64.split_ascii_whitespace().collect();
    let bytes = BASE64_STANDARD.decode(base64).map_err(|_| "is no picture in base64".to_owned())?;
    of_bytes(&bytes).map_err(|error| error.to_string())
}

/// The logo that a picture becomes, from the bytes of its file.
pub fn of_bytes(bytes: &[u8]) -> Result<Logo, NoLogo> {
    if bytes.len() > MAX_FILE {
        return Err(NoLogo::TooHeavy);
    }
    let picture = decoded(bytes)?;
    if picture.width().min(picture.height()) < MIN_SIDE {
        return Err(NoLogo::TooSmall);
    }
    if picture.to_rgba8().pixels().all(|pixel| pixel.0[3] == 0) {
        return Err(NoLogo::Invisible);
    }
    let smaller = HEIGHTS.iter().filter(|height| **height <= picture.height().max(HEIGHTS[3]));
    for height in smaller {
        let fitted = picture.resize(height * MAX_RATIO, *height, imageops::FilterType::Lanczos3);
        if let Ok(logo) = BASE64_STANDARD.encode(png(&fitted)?).parse() {
            return Ok(logo);
        }
    }
    Err(NoLogo::TooDetailed)
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, NoLogo> {
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive);
    let pixels = picture.to_rgba8();
    // Where nothing shows through, three bytes a pixel say the same.
    let written = if pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        picture.to_rgb8().write_with_encoder(encoder)
    } else {
        pixels.write_with_encoder(encoder)
    };
    written.map_err(NoLogo::Broken)?;
    Ok(png)
}

fn decoded(bytes: &[u8]) -> Result<DynamicImage, NoLogo> {
    let mut reader = ImageReader::new(Cursor::new(chunks::needed(bytes)))
        .with_guessed_format()
        .map_err(|error| NoLogo::Broken(error.into()))?;
    if reader.format().is_none() {
        let largest = (HEIGHTS[0] * MAX_RATIO, HEIGHTS[0]);
        let drawing = svg::is_svg(bytes).then(|| svg::drawn(bytes, largest));
        return Ok(drawing.ok_or(NoLogo::NoPicture)??);
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    reader.decode().map_err(|error| match error {
        ImageError::Limits(_) => NoLogo::TooLarge,
        ImageError::Unsupported(_) => NoLogo::NoPicture,
        error => NoLogo::Broken(error),
    })
}

#[cfg(test)]
mod tests {
    use image::{ImageBuffer, ImageFormat, Rgba, RgbaImage};
    use vestibule_domain::policy::MAX_LOGO_BYTES;

    use super::*;

    fn file(picture: &RgbaImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn read_back(logo: &Logo) -> DynamicImage {
        image::load_from_memory(&BASE64_STANDARD.decode(logo.as_str()).unwrap()).unwrap()
    }

    /// Nothing that compresses: each pixel follows from its place by a multiplication.
    fn noise(width: u32, height: u32) -> RgbaImage {
        ImageBuffer::from_fn(width, height, |x, y| {
            let bits = (u64::from(x) << 32 | u64::from(y)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
            Rgba(bits.wrapping_mul(0xbf58_476d_1ce4_e5b9).to_be_bytes()[..4].try_into().unwrap())
        })
    }

    #[test]
    fn a_large_picture_becomes_one_that_fits_the_head_of_a_page() {
        let wide = ImageBuffer::from_fn(2_000, 500, |x, _| Rgba([0, 90, x.to_be_bytes()[2], 255]));
        let picture = read_back(&of_bytes(&file(&wide)).unwrap());
        assert_eq!((picture.width(), picture.height()), (256, 64));
        let banner = ImageBuffer::from_pixel(4_000, 20, Rgba([0, 90, 90, 255]));
        let picture = read_back(&of_bytes(&file(&banner)).unwrap());
        assert!(picture.width() <= 24 * MAX_RATIO, "{}", picture.width());
    }

    #[test]
    fn base64_is_taken_as_programs_make_it() {
        let bytes = file(&noise(32, 32));
        let one_line = BASE64_STANDARD.encode(&bytes);
        let lines = |width: usize, end: &str| {
            one_line.as_bytes().chunks(width).map(|line| str::from_utf8(line).unwrap()).collect::<Vec<_>>().join(end)
                + end
        };
        let logo = of_base64(&one_line).unwrap();
        for text in [
            lines(76, "\n"),
            lines(64, "\r\n"),
            format!("data:image/png;base64,{one_line}"),
            format!("DATA:image/PNG;name=a.png;base64,{}", lines(76, "\n")),
        ] {
            assert_eq!(of_base64(&text).unwrap(), logo, "{}", &text[..40]);
        }
        for text in ["not base64!", "data:image/svg+xml,<svg/>", "data:text/html;base64,AAAA", "a,AAAA"] {
            assert_eq!(of_base64(text).unwrap_err(), "is no picture in base64", "{text}");
        }
    }

    #[test]
    fn what_is_no_logo_is_refused_in_words() {
        let told = |bytes: &[u8]| of_bytes(bytes).unwrap_err().to_string();
        assert_eq!(told(b"%PDF-1.7"), "is no picture in PNG, JPEG, SVG, WebP or GIF");
        assert_eq!(told(b""), "is no picture in PNG, JPEG, SVG, WebP or GIF");
        assert!(told(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>").starts_with("does not read as a drawing"));
        assert_eq!(told(&file(&noise(7, 64))), "has fewer than 8 × 8 pixels");
        let nothing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 10\"></svg>";
        assert_eq!(told(nothing), "shows nothing: all of it is transparent");
        let whole = file(&noise(64, 64));
        assert!(told(&whole[..whole.len() / 2]).starts_with("does not read as a picture"), "{}", told(&whole[..100]));
        let wide = ImageBuffer::from_pixel(4_097, 1, Rgba([0, 0, 0, 255]));
        assert_eq!(told(&file(&wide)), "has more than 4096 × 4096 pixels");
    }

    #[test]
    fn a_drawing_is_drawn_and_nothing_in_it_runs_or_is_fetched() {
        let drawing = br##"<?xml version="1.0"?>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 50">
              <script>alert(1)</script><use xlink:href="file:///etc/passwd"/><use xlink:href="https://evil.example/pixel.svg#a"/>
              <rect width="200" height="50" fill="#145a5a" onload="alert(1)"/></svg>"##;
        let picture = read_back(&of_bytes(drawing).unwrap()).to_rgba8();
        assert_eq!((picture.width(), picture.height()), (256, 64));
        assert_eq!(picture.get_pixel(128, 32).0, [0x14, 0x5a, 0x5a, 255]);
    }

    #[test]
    fn a_drawing_that_grows_beyond_all_bounds_is_refused() {
        let levels = (1..20).map(|n| {
            let ten = format!("<use href=\"#l{}\"/>", n - 1).repeat(10);
            format!("<g id=\"l{n}\">{ten}</g>")
        });
        let bomb = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><defs><path id=\"l0\" d=\"M0 0h9v9z\"/>{}</defs>\
             <use href=\"#l19\"/></svg>",
            levels.collect::<String>()
        );
        assert!(matches!(of_bytes(bomb.as_bytes()), Err(NoLogo::Svg(_))));
        let entities = (1..12).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10)));
        let laughs = format!(
            "<!DOCTYPE svg [<!ENTITY e0 \"ha\">{}]><svg xmlns=\"http://www.w3.org/2000/svg\">&e11;</svg>",
            entities.collect::<String>()
        );
        assert!(matches!(of_bytes(laughs.as_bytes()), Err(NoLogo::Svg(_))));
    }

    #[test]
    fn a_picture_that_claims_20_000_by_20_000_pixels_is_refused_before_it_is_decoded() {
        let mut small = file(&noise(4, 4));
        // Width and height stand at 16 and 20, and the sum over them at 29 (PNG specification, 11.2.2).
        small[16..20].copy_from_slice(&20_000_u32.to_be_bytes());
        small[20..24].copy_from_slice(&20_000_u32.to_be_bytes());
        let sum = crc32fast::hash(&small[12..29]);
        small[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(of_bytes(&small).unwrap_err().to_string(), "has more than 4096 × 4096 pixels");
    }

    #[test]
    fn a_colour_profile_of_gigabytes_in_a_small_file_is_not_unpacked() {
        let small = file(&noise(64, 64));
        // After the signature and the head: a name, its end, the method, and what is no compressed data at all.
        let profile = [b"iCCP".as_slice(), b"p\0\0", &[0xff; 99]].concat();
        let length = u32::try_from(profile.len() - 4).unwrap().to_be_bytes();
        let sum = crc32fast::hash(&profile).to_be_bytes();
        let with = [&small[..33], &length, &profile, &sum, &small[33..]].concat();
        assert_eq!(of_bytes(&with).unwrap(), of_bytes(&small).unwrap());
    }

    #[test]
    fn what_does_not_compress_is_made_smaller_and_in_the_end_refused() {
        let photo = of_bytes(&file(&noise(48, 40))).unwrap();
        assert_eq!(read_back(&photo).height(), 24);
        assert!(BASE64_STANDARD.decode(photo.as_str()).unwrap().len() <= MAX_LOGO_BYTES);
        assert!(matches!(of_bytes(&file(&noise(600, 100))), Err(NoLogo::TooDetailed)));
    }
}
