//! A drawing is drawn: what comes out is pixels, in which nothing runs.
//!
//! Some hundred bytes can ask for hours of work. So a file is held against bounds at each step, before the next one that is
//! dearer: as bytes before it is parsed, as elements before they are resolved, and as shapes before they are drawn.

mod bytes;
mod elements;
mod lengths;
mod refused;
mod sizes;
mod style;
#[cfg(test)]
mod tests;
mod work;

use image::{DynamicImage, RgbaImage};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree, roxmltree},
};

pub use refused::NoDrawing;

/// Elements of a file and the texts between them, with those of its metadata.
const MAX_NODES: u32 = 20_000;

/// The beginning of a file, in which a drawing says that it is one.
const HEAD: usize = 4_000;

/// Whether the file is an SVG, from its beginning.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    head.trim_start_matches('\u{feff}').trim_start().starts_with('<') && head.contains("<svg")
}

/// The drawing at most so large; the reason, where it is none. Scripts in it are left out, and nothing outside of it is read.
pub(super) fn drawn(bytes: &[u8], (width, height): (u32, u32)) -> Result<DynamicImage, NoDrawing> {
    let text = bytes::checked(bytes)?;
    let parsing = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let xml = roxmltree::Document::parse_with_options(text, parsing).map_err(NoDrawing::unreadable)?;
    let strokes = elements::check(&xml)?;
    let image_href_resolver =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let mut options = Options { image_href_resolver, ..Options::default() };
    // Shapes are made without lines first, because how far lines reach is worked out while they are made.
    options.style_sheet = Some(sizes::WITHOUT_LINES.to_owned());
    sizes::check(&Tree::from_xmltree(&xml, &options).map_err(NoDrawing::unreadable)?, strokes)?;
    options.style_sheet = None;
    let tree = Tree::from_xmltree(&xml, &options).map_err(NoDrawing::unreadable)?;
    let size = tree.size();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred pixels")]
    let scale = (width as f32 / size.width()).min(height as f32 / size.height());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and cut to a few hundred")]
    let dots = |side: f32, most: u32| ((side * scale).ceil() as u32).clamp(1, most);
    let (width, height) = (dots(size.width(), width), dots(size.height(), height));
    let mut pixels = Pixmap::new(width, height).ok_or(NoDrawing::TooNarrow)?;
    let scale = Transform::from_scale(scale, scale);
    work::check(&tree, scale, (width, height))?;
    resvg::render(&tree, scale, &mut pixels.as_mut());
    let straight = pixels.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    let picture = RgbaImage::from_raw(width, height, straight.collect());
    picture.map(DynamicImage::ImageRgba8).ok_or(NoDrawing::TooNarrow)
}
