//! What is asked of the elements, before references are followed and styles applied: both multiply.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node};

use super::{
    lengths,
    refused::NoDrawing,
    sizes::Strokes,
    style::{Extent, Style},
};

/// Elements within one another, which would take the drawing's stack.
const MAX_DEPTH: usize = 100;
/// Elements, those that are used counted each time.
const MAX_ELEMENTS: usize = 5_000;
/// Their attributes, likewise. Bytes.
const MAX_ATTRIBUTE_BYTES: usize = 512 << 10;
/// Elements that cut others, all together.
const MAX_CLIPPING: usize = 300;
/// Colours of one gradient: each dot looks for its own.
const MAX_STOPS: usize = 50;
/// Gradients, each of which takes up the one before.
const MAX_GRADIENTS: usize = 5;

const SVG: &str = "http://www.w3.org/2000/svg";

struct Elements<'a, 'x> {
    by_id: HashMap<&'a str, Node<'a, 'x>>,
}

/// Refuses what would be lost, what multiplies, and what is too much. Comes to how wide its lines are.
pub(super) fn check(xml: &Document<'_>) -> Result<Strokes, NoDrawing> {
    if is_deep(xml) {
        return Err(NoDrawing::Has("too many elements within one another"));
    }
    let mut elements = Elements { by_id: HashMap::new() };
    for node in xml.descendants() {
        if let Some(id) = node.attribute("id") {
            elements.by_id.entry(id).or_insert(node);
        }
    }
    for node in drawn(xml.root()).filter(|node| !is_aside(*node)) {
        check_kind(node)?;
        elements.check_references(node)?;
    }
    let all = elements.extent(xml.root());
    if all.elements > MAX_ELEMENTS || all.bytes > MAX_ATTRIBUTE_BYTES {
        return Err(NoDrawing::Has("too many shapes"));
    }
    let clipping = drawn(xml.root()).filter(|node| node.tag_name().name() == "clipPath");
    if clipping.map(|clip| elements.extent(clip).elements).sum::<usize>() > MAX_CLIPPING {
        return Err(NoDrawing::Has("too many shapes that cut others"));
    }
    let style = Style::of(xml)?;
    style.check(all)?;
    lengths::check(xml, &style.sheet)
}

/// The element and those within it that can be drawn: editors leave others of their own beside them.
fn drawn<'a, 'x: 'a>(node: Node<'a, 'x>) -> impl Iterator<Item = Node<'a, 'x>> {
    node.descendants().filter(|node| node.is_element() && matches!(node.tag_name().namespace(), None | Some(SVG)))
}

/// Whether it stands in what is not drawn, such as what an editor knows of the drawing. What is used out of there is counted all the same.
fn is_aside(node: Node<'_, '_>) -> bool {
    node.ancestors().filter(Node::is_element).any(|around| {
        let name = around.tag_name();
        !matches!(name.namespace(), None | Some(SVG)) || matches!(name.name(), "metadata" | "title" | "desc" | "script")
    })
}

fn check_kind(node: Node<'_, '_>) -> Result<(), NoDrawing> {
    match node.tag_name().name() {
        "text" | "tref" | "flowRoot" if has_letters(node) => Err(NoDrawing::Letters),
        "image" => Err(NoDrawing::Picture),
        // Beside a drawing it is for editors; the first of a `switch` is theirs.
        "foreignObject" if !node.parent().is_some_and(|parent| parent.has_tag_name((SVG, "switch"))) => {
            Err(NoDrawing::Picture)
        }
        "filter" => Err(NoDrawing::Has("filters, such as a shadow or a blur")),
        "mask" => Err(NoDrawing::Has("masks")),
        "pattern" => Err(NoDrawing::Has("patterns")),
        "marker" => Err(NoDrawing::Has("markers, such as the head of an arrow")),
        "clipPath" if node.attribute("clipPathUnits") == Some("objectBoundingBox") => {
            Err(NoDrawing::Has("shapes that are cut in proportion to their size"))
        }
        "linearGradient" | "radialGradient" if node.children().filter(Node::is_element).count() > MAX_STOPS => {
            Err(NoDrawing::Has("a gradient of too many colours"))
        }
        _ => Ok(()),
    }
}

fn has_letters(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "tref" || node.descendants().any(|node| node.is_text() && has_words(node))
}

fn has_words(node: Node<'_, '_>) -> bool {
    node.text().is_some_and(|text| !text.trim().is_empty())
}

impl<'a, 'x> Elements<'a, 'x> {
    fn check_references(&self, node: Node<'a, 'x>) -> Result<(), NoDrawing> {
        if node.tag_name().name() == "use" {
            let used = self.named_by(node).into_iter().flat_map(drawn);
            if used.filter(|inside| inside.tag_name().name() == "use").count() > 0 {
                return Err(NoDrawing::Has("copies of copies (`use` in `use`)"));
            }
        } else if std::iter::successors(Some(node), |node| self.named_by(*node)).nth(MAX_GRADIENTS).is_some() {
            return Err(NoDrawing::Has("gradients that refer to one another"));
        }
        Ok(())
    }

    /// What an element refers to by `href`, in whichever namespace.
    fn named_by(&self, node: Node<'a, 'x>) -> Option<Node<'a, 'x>> {
        let href = node.attributes().filter(|attribute| attribute.name() == "href");
        let mut named = href.filter_map(|href| {
            let id = href.value().trim_start().strip_prefix('#')?.split(' ').next()?;
            self.by_id.get(id).copied()
        });
        named.next()
    }

    /// How much is drawn of it; what it uses holds no `use`.
    fn extent(&self, node: Node<'a, 'x>) -> Extent {
        let mut extent = Extent::default();
        for inside in drawn(node) {
            extent.count(inside);
            let used = (inside.tag_name().name() == "use").then(|| self.named_by(inside)).flatten();
            used.into_iter().flat_map(drawn).for_each(|used| extent.count(used));
            if extent.elements > MAX_ELEMENTS {
                break;
            }
        }
        extent
    }
}

impl Extent {
    fn count(&mut self, node: Node<'_, '_>) {
        self.elements += 1;
        self.bytes += node.attributes().map(|attribute| attribute.value().len()).sum::<usize>();
    }
}

/// Whether its elements stand deeper in one another than those of any logo.
fn is_deep(xml: &Document<'_>) -> bool {
    let mut depths: Vec<usize> = Vec::new();
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
