//! A text to agree to, and what is another in it than when it was last agreed to.

use vestibule_pages::paragraphs::paragraphs;

/// A text by its paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Agreed {
    pub(super) paragraphs: Vec<Paragraph>,
    /// Those of the text before that count no more.
    pub(super) gone: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// The text before did not have it.
    pub(super) is_new: bool,
}

impl Agreed {
    /// `before` is what somebody agreed to in its place, if there was anything.
    pub(super) fn of(text: &str, before: Option<&str>) -> Self {
        let (now, earlier) = (paragraphs(text), before.map(paragraphs));
        let gone = earlier.iter().flatten().filter(|paragraph| !now.contains(paragraph)).cloned().collect();
        let paragraph =
            |text: String| Paragraph { is_new: earlier.as_ref().is_some_and(|earlier| !earlier.contains(&text)), text };
        Self { paragraphs: now.into_iter().map(paragraph).collect(), gone }
    }

    pub(super) fn is_changed(&self) -> bool {
        !self.gone.is_empty() || self.paragraphs.iter().any(|paragraph| paragraph.is_new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_what_went_is_told_paragraph_by_paragraph() {
        let agreed = Agreed::of("We keep it.\n\nFor two years.", Some("We keep it.\n\nFor one year."));
        let new: Vec<_> = agreed.paragraphs.iter().map(|p| (p.text.as_str(), p.is_new)).collect();
        assert_eq!(new, [("We keep it.", false), ("For two years.", true)]);
        assert_eq!(agreed.gone, ["For one year."]);
        assert!(agreed.is_changed());
    }

    #[test]
    fn a_text_that_nobody_has_agreed_to_has_nothing_new() {
        let agreed = Agreed::of("We keep it.", None);
        assert!(!agreed.is_changed() && agreed.gone.is_empty());
        assert!(!Agreed::of("We keep it.", Some("We keep it.")).is_changed());
    }
}
