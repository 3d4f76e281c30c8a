//! Text that people typed: one rule for all of it, at every door.
//!
//! What comes in is cleaned, and the cleaned text is what is judged, counted, stored, hashed and handed on:
//!
//! - It is in NFC (Unicode Standard Annex 15), so that letters that look the same are the same.
//! - Line breaks of every kind become line feeds in paragraphs. In one line they become one blank, because people paste
//!   what some program has wrapped; and a blank forges no header.
//! - Controls and stray format characters go: nobody sees them, so nobody means them. What gives a text its shape stays:
//!   joiners in the scripts that need them, the parts of an emoji, marks on letters, isolates that have their partner.
//!   Embeddings and overrides go, as pairs too: they reorder what stands beside them (CVE-2021-42574).
//! - Blanks around it go. A text in which nothing can be seen is empty.
//! - Its length is counted in characters as people see them, and bounded in bytes as well ([`length()`]).
//!
//! Codes, such as slugs, ids and digests, are not cleaned: programs write them, and they are right or wrong.

mod characters;
mod clean;
mod file_name;
mod found;
mod isolates;
mod length;
mod strays;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

pub use clean::{is_blank, line, nfc, paragraphs};
pub use file_name::FileName;
pub use found::Found;
pub use length::{MAX_CHARACTER_BYTES, length};

pub(crate) use characters::is_unseen;

/// Most bytes of a line for each character that it may have: as many as a character of UTF-8 takes.
pub(super) const LINE_BYTES: usize = 4;
/// The same of paragraphs. Scripts such as Devanagari take some six bytes for what people see as one character.
pub(super) const PARAGRAPH_BYTES: usize = 8;

/// One line of 1 to `MAX` characters, cleaned.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Line<const MAX: usize>(String);

/// Paragraphs of 1 to `MAX` characters, cleaned; of the control characters only line feed and tab.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Paragraphs<const MAX: usize>(String);

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextRefused {
    #[error("must not be empty: nothing can be seen in it")]
    Empty,
    #[error("must be at most {max} characters long")]
    TooLong { max: usize },
    #[error("must be at most {max} bytes long in UTF-8")]
    TooManyBytes { max: usize },
    #[error("is not an e-mail address like name@example.com")]
    NotAnEmail,
    #[error("has {0}; mail reaches ASCII alone before the @")]
    LocalPart(Found),
    #[error("must be one of en, pt-BR, es")]
    UnknownLocale,
}

/// A cleaned text, if there is something to see and it is not too long.
pub(super) fn bounded(cleaned: String, max: usize, max_bytes: usize) -> Result<String, TextRefused> {
    if cleaned.is_empty() {
        return Err(TextRefused::Empty);
    }
    if length(&cleaned) > max {
        return Err(TextRefused::TooLong { max });
    }
    if cleaned.len() > max_bytes {
        return Err(TextRefused::TooManyBytes { max: max_bytes });
    }
    Ok(cleaned)
}

impl<const MAX: usize> FromStr for Line<MAX> {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        bounded(line(text), MAX, MAX * LINE_BYTES).map(Self)
    }
}

impl<const MAX: usize> Line<MAX> {
    /// The same, where longer ones are taken too.
    pub(in crate::value) fn widened<const MORE: usize>(&self) -> Line<MORE> {
        const { assert!(MORE >= MAX, "it would be too long") };
        Line(self.0.clone())
    }
}

impl<const MAX: usize> FromStr for Paragraphs<MAX> {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        bounded(paragraphs(text), MAX, MAX * PARAGRAPH_BYTES).map(Self)
    }
}

macro_rules! texts {
    ($([$($generics:tt)*] $name:ty;)*) => {$(
        impl<$($generics)*> $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl<$($generics)*> TryFrom<String> for $name {
            type Error = TextRefused;
            fn try_from(text: String) -> Result<Self, TextRefused> {
                text.parse()
            }
        }
        impl<$($generics)*> fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl<$($generics)*> fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    )*};
}

texts! {
    [const MAX: usize] Line<MAX>;
    [const MAX: usize] Paragraphs<MAX>;
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
