//! One file as it is served: named after its content, as it is and compressed.

use std::{fs, io, path::Path};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use sha2::{Digest as _, Sha256};

use crate::error::BundleError;

/// Of the hash, as hexadecimal digits. Enough to tell versions of one file apart.
const HASH_DIGITS: usize = 12;

/// What an address in an attribute must not hold bare; no `//` either, so that it looks like no other site's.
const NOT_IN_ADDRESS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'/').add(b'<').add(b'>').add(b'\'').add(b'?');

/// Writes both forms, and gives an expression of the type `vestibule_pages::assets::Asset`.
pub(crate) fn write(out: &Path, name: &str, ending: &str, content: &str) -> Result<String, BundleError> {
    let digest = Sha256::digest(content);
    let hash: String = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]).take(HASH_DIGITS).map(digit).collect();
    let (plain, gzip) = (out.join(format!("{name}.{ending}")), out.join(format!("{name}.{ending}.gz")));
    fs::write(&plain, content).map_err(BundleError::io(&plain))?;
    fs::write(&gzip, compressed(content).map_err(BundleError::io(&gzip))?).map_err(BundleError::io(&gzip))?;
    let media_type = if ending == "css" { "text/css; charset=utf-8" } else { "text/javascript; charset=utf-8" };
    Ok(format!(
        "::vestibule_pages::assets::Asset {{ address: \"/assets/{name}.{hash}.{ending}\", media_type: \"{media_type}\", \
         plain: include_str!(r\"{}\"), gzip: include_bytes!(r\"{}\") }}",
        plain.display(),
        gzip.display()
    ))
}

/// RFC 2397: an image that costs no request.
pub(crate) fn in_address(svg: &str) -> String {
    format!("data:image/svg+xml,{}", utf8_percent_encode(svg.trim(), NOT_IN_ADDRESS))
}

/// The same bytes of the same text on every machine: no name, no time.
fn compressed(content: &str) -> io::Result<Vec<u8>> {
    let mut gzip = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, content.as_bytes(), &mut gzip)?;
    Ok(gzip)
}

fn digit(half: u8) -> char {
    char::from_digit(u32::from(half), 16).unwrap_or('0')
}
