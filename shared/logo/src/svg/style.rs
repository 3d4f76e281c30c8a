//! What is asked of the style sheets of a drawing: each rule is held against each element.

use resvg::usvg::roxmltree::Document;
use simplecss::StyleSheet;

use super::refused::NoDrawing;

/// Bytes of all of them.
const MAX_BYTES: usize = 32 << 10;
/// Selectors times declarations: each selector of a list gets all declarations of its rule.
const MAX_PRODUCT: usize = 500_000;
/// Declarations that are held against elements, one after another.
const MAX_APPLIED: usize = 2_000_000;
/// Bytes of attributes in which a rule looks for its class.
const MAX_SOUGHT: usize = 50_000_000;

/// What is drawn of an element, with all within it.
#[derive(Default, Clone, Copy)]
pub(super) struct Extent {
    pub(super) elements: usize,
    pub(super) bytes: usize,
}

/// How much there is to apply.
pub(super) struct Style<'a> {
    pub(super) sheet: StyleSheet<'a>,
    declarations: usize,
}

impl<'a> Style<'a> {
    /// Counts what all style sheets say.
    pub(super) fn of(xml: &'a Document<'_>) -> Result<Self, NoDrawing> {
        let texts = xml.descendants().filter(|node| node.has_tag_name("style") || node.tag_name().name() == "style");
        let texts: Vec<&str> = texts.filter_map(|node| node.text()).collect();
        let count = |sign: &[char]| texts.iter().map(|text| text.matches(sign).count()).sum::<usize>();
        if texts.iter().map(|text| text.len()).sum::<usize>() > MAX_BYTES
            || count(&[',', '{']).saturating_mul(count(&[':'])) > MAX_PRODUCT
        {
            return Err(NoDrawing::Has("too long a style sheet"));
        }
        let mut sheet = StyleSheet::new();
        for text in texts {
            sheet.parse_more(text);
        }
        // One that looks at what stands around an element may look a million times.
        if sheet.rules.iter().any(|rule| rule.selector.to_string().contains([' ', '>', '+'])) {
            return Err(NoDrawing::Has("a style sheet of more than classes"));
        }
        let declarations = sheet.rules.iter().map(|rule| rule.declarations.len()).sum();
        Ok(Self { sheet, declarations })
    }

    /// Refuses what would take too long to apply to so many elements.
    pub(super) fn check(&self, elements: Extent) -> Result<(), NoDrawing> {
        let rules = self.sheet.rules.len();
        let applied = (rules + self.declarations).saturating_mul(elements.elements);
        if applied > MAX_APPLIED || rules.saturating_mul(elements.bytes) > MAX_SOUGHT {
            return Err(NoDrawing::Has("too many styles for so many shapes"));
        }
        Ok(())
    }
}
