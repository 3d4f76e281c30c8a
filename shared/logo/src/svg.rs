//! A drawing is drawn: what comes out is pixels, in which nothing runs.

use image::{DynamicImage, RgbaImage};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree, roxmltree},
};

/// Elements of a drawing, with those of its entities.
const MAX_NODES: u32 = 50_000;

/// Elements within one another.
const MAX_DEPTH: u16 = 100;

/// The beginning of a file, in which a drawing says that it is one.
const HEAD: usize = 4_000;

/// Whether the file is an SVG, from its beginning.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    head.trim_start_matches('\u{feff}').trim_start().starts_with('<') && head.contains("<svg")
}

/// The drawing at most so large; the reason, where it is none. Scripts, fonts and pictures in it are left out, and nothing
/// outside of it is read.
pub(super) fn drawn(bytes: &[u8], (width, height): (u32, u32)) -> Result<DynamicImage, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let parsing = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let xml = roxmltree::Document::parse_with_options(text, parsing).map_err(|error| error.to_string())?;
    if is_deep(&xml) {
        return Err(format!("has more than {MAX_DEPTH} elements within one another"));
    }
    let image_href_resolver =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver, ..Options::default() };
    let tree = Tree::from_xmltree(&xml, &options).map_err(|error| error.to_string())?;
    // One of some bytes may take hours.
    if !tree.filters().is_empty() {
        return Err("has filters: draw it without".to_owned());
    }
    let size = tree.size();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred pixels")]
    let (most_wide, most_high) = (width as f32, height as f32);
    let scale = (most_wide / size.width()).min(most_high / size.height());
    let scaled = size.to_int_size().scale_by(scale).ok_or("is too narrow to be drawn")?;
    let mut pixels = Pixmap::new(scaled.width(), scaled.height()).ok_or("is too narrow to be drawn")?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let straight = pixels.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    let picture = RgbaImage::from_raw(scaled.width(), scaled.height(), straight.collect());
    picture.map(DynamicImage::ImageRgba8).ok_or_else(|| "cannot be drawn".to_owned())
}

/// Whether its elements stand deeper in one another than those of any logo, which would take the drawing's stack.
fn is_deep(xml: &roxmltree::Document<'_>) -> bool {
    let mut depths: Vec<u16> = Vec::new();
    for node in xml.descendants() {
        let above = node.parent().and_then(|parent| depths.get(parent.id().get_usize())).copied();
        let depth = above.map_or(0, |above| above + 1);
        if depth > MAX_DEPTH {
            return true;
        }
        depths.resize(node.id().get_usize() + 1, 0);
        depths[node.id().get_usize()] = depth;
    }
    false
}
