//! What is asked of lengths, before shapes are made of them: a large arc becomes many curves, one out of all proportion endless ones.

use resvg::usvg::roxmltree::{self, Document};
use simplecss::{Declaration, DeclarationTokenizer, StyleSheet};
use svgtypes::{FontShorthand, Length, LengthUnit, PathParser, PathSegment, ViewBox};

use super::{
    refused::NoDrawing,
    sizes::{self, Strokes},
};

/// In units.
const MAX_UNITS: f64 = sizes::MAX_UNITS as f64;
/// Percent of what an element stands in, which may be as large as any other.
const MAX_PERCENT: f64 = 1_000.0;
/// Of one's letters, in which an editor may give lengths.
const MAX_LETTERS: f64 = 1_000.0;
/// How large letters are that lengths are given in. Pixels.
const MAX_FONT: f64 = 1_000.0;
/// One radius of an arc to the other: a shorter one that does not reach makes both longer.
const MAX_RATIO: f64 = 1_000.0;

const TOO_LARGE: NoDrawing = NoDrawing::Has("lengths out of all proportion");

/// Refuses lengths that shapes cannot be made of in no time. Comes to how wide lines may be.
pub(super) fn check(xml: &Document<'_>, sheet: &StyleSheet<'_>) -> Result<Strokes, NoDrawing> {
    let mut strokes = Strokes::default();
    for declaration in sheet.rules.iter().flat_map(|rule| &rule.declarations) {
        check_declaration(declaration, &mut strokes)?;
    }
    for attribute in xml.descendants().flat_map(|node| node.attributes()) {
        check_attribute(attribute, &mut strokes)?;
    }
    Ok(strokes)
}

fn check_attribute(attribute: roxmltree::Attribute<'_, '_>, strokes: &mut Strokes) -> Result<(), NoDrawing> {
    let value = attribute.value();
    match attribute.name() {
        "style" => DeclarationTokenizer::from(value).try_for_each(|one| check_declaration(&one, strokes)),
        "d" => check_arcs(value),
        "viewBox" => match value.parse::<ViewBox>() {
            Ok(view) => [view.x, view.y, view.w, view.h].into_iter().try_for_each(|side| bounded(side, MAX_UNITS)),
            Err(_) => Ok(()),
        },
        "x" | "y" | "width" | "height" | "cx" | "cy" | "r" | "rx" | "ry" => pixels(value).map(drop),
        name => check_property(name, value, strokes),
    }
}

fn check_declaration(declaration: &Declaration<'_>, strokes: &mut Strokes) -> Result<(), NoDrawing> {
    match declaration.name {
        "font" => match FontShorthand::from_str(declaration.value) {
            Ok(font) => check_property("font-size", font.font_size, strokes),
            Err(_) => Ok(()),
        },
        name => check_property(name, declaration.value, strokes),
    }
}

/// What can stand in an attribute and in a style.
fn check_property(name: &str, value: &str, strokes: &mut Strokes) -> Result<(), NoDrawing> {
    match name {
        "stroke" if value.trim() != "none" => strokes.at_least(1.0),
        "stroke-width" => strokes.at_least(pixels(value)?),
        "font-size" => check_font(value)?,
        _ => {}
    }
    Ok(())
}

/// Each element may make the letters of those within it larger, so none does.
fn check_font(value: &str) -> Result<(), NoDrawing> {
    match value.parse::<Length>() {
        Ok(Length { number, unit: LengthUnit::Percent }) => bounded(number, 100.0),
        Ok(Length { number, unit: LengthUnit::Em | LengthUnit::Ex }) => bounded(number, 1.0),
        Ok(length) => bounded(absolute(length), MAX_FONT),
        Err(_) if value.contains("larger") || value.ends_with("x-large") => Err(TOO_LARGE),
        Err(_) => Ok(()),
    }
}

/// How many units it is, at most.
fn pixels(value: &str) -> Result<f64, NoDrawing> {
    let Ok(length) = value.parse::<Length>() else { return Ok(0.0) };
    match length.unit {
        LengthUnit::Percent => bounded(length.number, MAX_PERCENT).map(|()| MAX_UNITS),
        LengthUnit::Em | LengthUnit::Ex => bounded(length.number, MAX_LETTERS).map(|()| MAX_UNITS),
        _ => bounded(absolute(length), MAX_UNITS).map(|()| absolute(length)),
    }
}

/// An inch has 96 pixels (CSS Values and Units 4, 6.2).
fn absolute(length: Length) -> f64 {
    let inches = match length.unit {
        LengthUnit::In => 1.0,
        LengthUnit::Cm => 1.0 / 2.54,
        LengthUnit::Mm => 1.0 / 25.4,
        LengthUnit::Pt => 1.0 / 72.0,
        LengthUnit::Pc => 1.0 / 6.0,
        _ => return length.number,
    };
    length.number * inches * 96.0
}

/// What is no number is refused, too.
fn bounded(number: f64, most: f64) -> Result<(), NoDrawing> {
    if number.abs() <= most { Ok(()) } else { Err(TOO_LARGE) }
}

fn check_arcs(path: &str) -> Result<(), NoDrawing> {
    let (mut pen, mut begin) = ((0.0, 0.0), (0.0, 0.0));
    // What follows something unreadable is not drawn.
    for segment in PathParser::from(path).map_while(Result::ok) {
        if let PathSegment::EllipticalArc { rx, ry, .. } = segment {
            let (rx, ry) = (rx.abs(), ry.abs());
            bounded(rx.max(ry), MAX_UNITS)?;
            bounded(rx.max(ry), rx.min(ry) * MAX_RATIO)?;
        }
        pen = end_of(segment, pen, begin);
        if matches!(segment, PathSegment::MoveTo { .. }) {
            begin = pen;
        }
        bounded(pen.0, MAX_UNITS)?;
        bounded(pen.1, MAX_UNITS)?;
    }
    Ok(())
}

fn end_of(segment: PathSegment, pen: (f64, f64), begin: (f64, f64)) -> (f64, f64) {
    let from = |abs: bool| if abs { (0.0, 0.0) } else { pen };
    match segment {
        PathSegment::MoveTo { abs, x, y }
        | PathSegment::LineTo { abs, x, y }
        | PathSegment::CurveTo { abs, x, y, .. }
        | PathSegment::SmoothCurveTo { abs, x, y, .. }
        | PathSegment::Quadratic { abs, x, y, .. }
        | PathSegment::SmoothQuadratic { abs, x, y }
        | PathSegment::EllipticalArc { abs, x, y, .. } => (from(abs).0 + x, from(abs).1 + y),
        PathSegment::HorizontalLineTo { abs, x } => (from(abs).0 + x, pen.1),
        PathSegment::VerticalLineTo { abs, y } => (pen.0, from(abs).1 + y),
        PathSegment::ClosePath { .. } => begin,
    }
}
