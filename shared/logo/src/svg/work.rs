//! How much work it is to draw what an SVG says, before it is drawn: bounds of what the renderer does, shape by shape.

use resvg::{
    tiny_skia::{PathSegment, Point, Rect, Transform},
    usvg::{ClipPath, Group, Node, Paint, Path, Tree},
};

use super::{
    refused::NoDrawing,
    sizes::{self, MAX_DOTS},
};

/// Steps of a few nanoseconds. A usual logo takes one in a hundred of them.
const MAX_STEPS: u64 = 40_000_000;
/// Layers reach so many times the picture's size beyond it.
const LAYER_MARGIN: f32 = 2.0;
/// Lines of dots that are looked at for one line of the picture.
const SUBLINES: f32 = 4.0;

const STEPS_OF_A_SHAPE: u64 = 3_000;
const STEPS_OF_A_SEGMENT: u64 = 50;
/// For each of its dots: made, filled, and laid over what is there.
const STEPS_OF_A_LAYER: u64 = 8;
/// A line with its joins has so many edges.
const EDGES_OF_A_STROKE: u64 = 6;

/// The part of the picture, or of a layer, that is drawn to, in dots.
#[derive(Clone, Copy)]
struct Window {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

struct Work {
    left: u64,
    /// How far layers reach.
    layers: Window,
}

/// Refuses what would take too long to draw, and what nobody can tell beforehand.
pub(super) fn check(tree: &Tree, scale: Transform, (width, height): (u32, u32)) -> Result<(), NoDrawing> {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred pixels")]
    let (right, bottom) = (width as f32, height as f32);
    let picture = Window { left: 0.0, top: 0.0, right, bottom };
    let layers = Window {
        left: -right * LAYER_MARGIN,
        top: -bottom * LAYER_MARGIN,
        right: right * (LAYER_MARGIN + 1.0),
        bottom: bottom * (LAYER_MARGIN + 1.0),
    };
    Work { left: MAX_STEPS, layers }.children(tree.root(), scale, picture)
}

impl Work {
    fn spend(&mut self, steps: u64) -> Result<(), NoDrawing> {
        let left = self.left.checked_sub(steps);
        self.left = left.ok_or(NoDrawing::Has("too much to draw"))?;
        Ok(())
    }

    fn children(&mut self, group: &Group, place: Transform, window: Window) -> Result<(), NoDrawing> {
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group, place.pre_concat(group.transform()), window)?,
                Node::Path(path) => self.path(path, place, window)?,
                Node::Image(_) | Node::Text(_) => return Err(NoDrawing::Picture),
            }
        }
        Ok(())
    }

    fn group(&mut self, group: &Group, place: Transform, window: Window) -> Result<(), NoDrawing> {
        if !group.filters().is_empty() || group.mask().is_some() {
            return Err(NoDrawing::Has("filters or masks"));
        }
        self.spend(STEPS_OF_A_SHAPE)?;
        if !group.should_isolate() {
            return self.children(group, place, window);
        }
        let layer = group.layer_bounding_box().to_rect().transform(place).map(|bounds| self.layers.cut_to(bounds, 2.0));
        let layer = layer.unwrap_or(self.layers);
        self.spend(STEPS_OF_A_LAYER * layer.dots())?;
        if let Some(clip) = group.clip_path() {
            self.clip(clip, place, layer)?;
        }
        self.children(group, place, layer)
    }

    fn clip(&mut self, clip: &ClipPath, place: Transform, layer: Window) -> Result<(), NoDrawing> {
        self.spend(STEPS_OF_A_SHAPE + STEPS_OF_A_LAYER * layer.dots())?;
        if let Some(clip) = clip.clip_path() {
            self.clip(clip, place, layer)?;
        }
        self.clipping(clip.root(), place.pre_concat(clip.transform()), layer)
    }

    fn clipping(&mut self, group: &Group, place: Transform, layer: Window) -> Result<(), NoDrawing> {
        for node in group.children() {
            match node {
                Node::Group(group) => {
                    let place = place.pre_concat(group.transform());
                    if let Some(clip) = group.clip_path() {
                        self.spend(STEPS_OF_A_LAYER * layer.dots())?;
                        self.clip(clip, place, layer)?;
                    }
                    self.clipping(group, place, layer)?;
                }
                Node::Path(path) => self.path(path, place, layer)?,
                Node::Image(_) | Node::Text(_) => return Err(NoDrawing::Picture),
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &Path, place: Transform, window: Window) -> Result<(), NoDrawing> {
        self.spend(STEPS_OF_A_SHAPE)?;
        if !path.is_visible() {
            return Ok(());
        }
        if let Some(fill) = path.fill() {
            sizes::check_path(path, 0.0, place, MAX_DOTS)?;
            self.painted(path.bounding_box(), fill.paint(), place, window)?;
            self.edges(path, 0.0, 1, place, window)?;
        }
        if let Some(stroke) = path.stroke() {
            if stroke.dasharray().is_some() {
                return Err(NoDrawing::Has("dashed lines"));
            }
            let reach = stroke.width().get() * stroke.miterlimit().get().max(1.0) / 2.0;
            sizes::check_path(path, reach, place, MAX_DOTS)?;
            self.painted(path.stroke_bounding_box(), stroke.paint(), place, window)?;
            let (sx, sy) = place.get_scale();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, and bounded")]
            self.spend(sizes::steps_of_lines(path, stroke.width().get() * sx.max(sy), place) as u64)?;
            self.edges(path, reach, EDGES_OF_A_STROKE, place, window)?;
        }
        Ok(())
    }

    /// The dots that take the paint's colour.
    fn painted(&mut self, bounds: Rect, paint: &Paint, place: Transform, window: Window) -> Result<(), NoDrawing> {
        let colours = match paint {
            Paint::Color(_) => 1,
            Paint::LinearGradient(gradient) => 4 + gradient.stops().len(),
            Paint::RadialGradient(gradient) => 8 + gradient.stops().len(),
            Paint::Pattern(_) => return Err(NoDrawing::Has("patterns")),
        };
        let dots = bounds.transform(place).map_or(window, |bounds| window.cut_to(bounds, 1.0)).dots();
        self.spend(dots.saturating_mul(colours as u64))
    }

    /// The edges that each line of dots meets: they are kept in order, so each may be held against all others there.
    fn edges(
        &mut self,
        path: &Path,
        reach: f32,
        edges: u64,
        place: Transform,
        window: Window,
    ) -> Result<(), NoDrawing> {
        let (sx, sy) = place.get_scale();
        let reach = reach * sx.max(sy);
        let lines = window.sublines();
        let mut begins = vec![0_i64; lines + 1];
        let mut pen = Point::zero();
        for segment in path.data().segments() {
            self.spend(STEPS_OF_A_SEGMENT * edges)?;
            let (top, bottom) = rows(segment, &mut pen, place);
            if bottom + reach < window.top || top - reach > window.bottom {
                continue;
            }
            let (first, last) = (window.subline(top - reach), window.subline(bottom + reach));
            begins[first] += 1;
            begins[last + 1] -= 1;
        }
        let mut here = 0;
        for begin in begins {
            here += begin;
            let met = here.unsigned_abs() * edges;
            self.spend(met.saturating_add(met.saturating_mul(met) / 4))?;
        }
        Ok(())
    }
}

/// Between which lines of dots a segment stands, with what bends it; the pen is at its end then.
fn rows(segment: PathSegment, pen: &mut Point, place: Transform) -> (f32, f32) {
    let points = match segment {
        PathSegment::MoveTo(to) => {
            *pen = to;
            [to; 4]
        }
        PathSegment::LineTo(to) => [*pen, to, to, to],
        PathSegment::QuadTo(bend, to) => [*pen, bend, to, to],
        PathSegment::CubicTo(bend, other, to) => [*pen, bend, other, to],
        PathSegment::Close => [*pen; 4],
    };
    *pen = points[3];
    let heights = points.map(|point| place.ky * point.x + place.sy * point.y + place.ty);
    (heights.into_iter().fold(f32::MAX, f32::min), heights.into_iter().fold(f32::MIN, f32::max))
}

impl Window {
    fn cut_to(self, bounds: Rect, margin: f32) -> Self {
        Self {
            left: (bounds.left() - margin).clamp(self.left, self.right),
            top: (bounds.top() - margin).clamp(self.top, self.bottom),
            right: (bounds.right() + margin).clamp(self.left, self.right),
            bottom: (bounds.bottom() + margin).clamp(self.top, self.bottom),
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the layers, and positive")]
    fn dots(self) -> u64 {
        ((self.right - self.left) * (self.bottom - self.top)).max(0.0) as u64
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the layers, and positive")]
    fn sublines(self) -> usize {
        ((self.bottom - self.top).max(0.0) * SUBLINES) as usize + 1
    }

    /// Which of its lines is at this height, the nearest where none is.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the window, and positive")]
    fn subline(self, height: f32) -> usize {
        let below = height.max(self.top).min(self.bottom) - self.top;
        ((below.max(0.0) * SUBLINES) as usize).min(self.sublines() - 1)
    }
}
