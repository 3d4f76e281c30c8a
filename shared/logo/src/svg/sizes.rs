//! How large shapes may be: what nobody sees of them is worked out all the same, and the renderer counts in small numbers.

use resvg::{
    tiny_skia::{PathSegment, Point, Transform},
    usvg::{Group, Node, Path, Tree},
};

use super::refused::NoDrawing;

/// How far from the middle something may stand, in the units that it is given in.
pub(super) const MAX_UNITS: f32 = 60_000.0;
/// The same, in dots of the picture. The renderer has 16 bits for them.
pub(super) const MAX_DOTS: f32 = 30_000.0;
/// Steps of a few nanoseconds, as many as drawing has.
const MAX_STEPS: f32 = 40_000_000.0;
/// A line along a curve is worked out piece by piece: the more pieces, the longer and the wider it is.
const STEPS_OF_A_CURVE: f32 = 200.0;

/// How wide the lines of a drawing are at most, in units; 0 where it has none.
#[derive(Default, Clone, Copy)]
pub(super) struct Strokes(f32);

impl Strokes {
    #[expect(clippy::cast_possible_truncation, reason = "at most 60,000")]
    pub(super) fn at_least(&mut self, width: f64) {
        self.0 = self.0.max(width as f32);
    }
}

/// Styles by which all shapes are filled and none has a line around it.
pub(super) const WITHOUT_LINES: &str = "*{stroke:none!important;fill:#000!important}";

/// Refuses shapes whose lines take too long to work out. The tree is read [`WITHOUT_LINES`].
pub(super) fn check(tree: &Tree, strokes: Strokes) -> Result<(), NoDrawing> {
    Sizes { left: MAX_STEPS, strokes }.children(tree.root(), Transform::identity())
}

struct Sizes {
    left: f32,
    strokes: Strokes,
}

impl Sizes {
    fn children(&mut self, group: &Group, place: Transform) -> Result<(), NoDrawing> {
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group, place.pre_concat(group.transform()))?,
                Node::Path(path) => self.path(path, place)?,
                Node::Image(_) | Node::Text(_) => return Err(NoDrawing::Picture),
            }
        }
        Ok(())
    }

    fn group(&mut self, group: &Group, place: Transform) -> Result<(), NoDrawing> {
        let clips = std::iter::successors(group.clip_path(), |clip| clip.clip_path());
        for clip in clips {
            self.children(clip.root(), place.pre_concat(clip.transform()))?;
        }
        self.children(group, place)
    }

    /// As it is given, and as it stands in the drawing: a line is worked out at both.
    fn path(&mut self, path: &Path, place: Transform) -> Result<(), NoDrawing> {
        for at in [Transform::identity(), place] {
            check_path(path, 0.0, at, MAX_UNITS)?;
            if self.strokes.0 > 0.0 {
                self.left -= steps_of_lines(path, self.strokes.0, at);
            }
        }
        if self.left >= 0.0 { Ok(()) } else { Err(NoDrawing::Has("too much to draw")) }
    }
}

/// Refuses a shape that reaches too far, with the line around it.
pub(super) fn check_path(path: &Path, reach: f32, place: Transform, most: f32) -> Result<(), NoDrawing> {
    let (sx, sy) = place.get_scale();
    let most = most - reach * sx.max(sy);
    let mut points = path.data().points().to_vec();
    place.map_points(&mut points);
    // What is no number lies within nothing.
    let lies_within = points.iter().all(|point| point.x.abs() <= most && point.y.abs() <= most);
    if lies_within { Ok(()) } else { Err(NoDrawing::Has("shapes far larger than the drawing")) }
}

/// How many steps the renderer takes for lines so wide along its curves.
pub(super) fn steps_of_lines(path: &Path, width: f32, place: Transform) -> f32 {
    let mut pen = Point::zero();
    let steps = path.data().segments().map(|segment| {
        let (points, end) = match segment {
            PathSegment::MoveTo(to) | PathSegment::LineTo(to) => ([to; 4], to),
            PathSegment::QuadTo(bend, to) => ([pen, bend, to, to], to),
            PathSegment::CubicTo(bend, other, to) => ([pen, bend, other, to], to),
            PathSegment::Close => ([pen; 4], pen),
        };
        pen = end;
        let mut points = points;
        place.map_points(&mut points);
        let of = |side: fn(&Point) -> f32| {
            let sides = points.iter().map(side);
            sides.clone().fold(f32::MIN, f32::max) - sides.fold(f32::MAX, f32::min)
        };
        let extent = of(|point| point.x).max(of(|point| point.y));
        if extent > 0.0 { STEPS_OF_A_CURVE * (extent + width).sqrt() } else { 0.0 }
    });
    steps.sum()
}
