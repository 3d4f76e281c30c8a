//! A character that cannot be where it is.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation as _;

/// A character, and its place as people count: the first is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub character: char,
    pub place: usize,
}

impl Found {
    /// The first such character of a text.
    pub fn first(text: &str, is: impl Fn(char) -> bool) -> Option<Self> {
        let (at, character) = text.char_indices().find(|(_, c)| is(*c))?;
        let place = text.grapheme_indices(true).take_while(|(begins, _)| *begins <= at).count();
        Some(Self { character, place })
    }

    /// Its number, as Unicode writes it: `U+0000`.
    pub fn number(self) -> String {
        format!("U+{:04X}", u32::from(self.character))
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at character {}", self.number(), self.place)
    }
}
