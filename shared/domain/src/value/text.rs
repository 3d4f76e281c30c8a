//! Text that people typed: bounded, without characters that could forge a header or hide an order.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// One line of 1 to `MAX` characters, trimmed; no control and no bidirectional override characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Line<const MAX: usize>(String);

/// Paragraphs of 1 to `MAX` characters, trimmed; of the control characters only line feed and tab.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Paragraphs<const MAX: usize>(String);

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextRefused {
    #[error("must not be empty")]
    Empty,
    #[error("must be at most {max} characters long")]
    TooLong { max: usize },
    #[error("must not contain line breaks or other control characters")]
    Control,
    #[error("must not contain characters that change the direction of text")]
    Direction,
    #[error("is not an e-mail address like name@example.com")]
    NotAnEmail,
    #[error("must be one of en, pt-BR, es")]
    UnknownLocale,
}

/// U+202A–202E and U+2066–2069 reorder what follows (CVE-2021-42574).
fn reorders(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

pub(super) fn bounded(text: &str, max: usize, breaks: bool) -> Result<String, TextRefused> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TextRefused::Empty);
    }
    if text.chars().count() > max {
        return Err(TextRefused::TooLong { max });
    }
    if text.chars().any(|c| c.is_control() && !(breaks && matches!(c, '\n' | '\t'))) {
        return Err(TextRefused::Control);
    }
    if text.chars().any(|c| reorders(c) || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(TextRefused::Direction);
    }
    Ok(text.to_owned())
}

impl<const MAX: usize> FromStr for Line<MAX> {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        bounded(text, MAX, false).map(Self)
    }
}

impl<const MAX: usize> FromStr for Paragraphs<MAX> {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        bounded(&text.replace("\r\n", "\n"), MAX, true).map(Self)
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
mod tests {
    use super::*;

    #[test]
    fn a_line_cannot_carry_a_header_or_turn_text_around() {
        assert_eq!("a\r\nBcc: x".parse::<Line<120>>(), Err(TextRefused::Control));
        assert_eq!("a\u{202e}fdp.exe".parse::<Line<120>>(), Err(TextRefused::Direction));
        assert_eq!("a\u{2028}b".parse::<Line<120>>(), Err(TextRefused::Direction));
        assert_eq!("  ".parse::<Line<120>>(), Err(TextRefused::Empty));
        assert_eq!("x".repeat(10_000).parse::<Line<120>>(), Err(TextRefused::TooLong { max: 120 }));
        assert_eq!(" שלום ".parse::<Line<120>>().map(|n| n.to_string()).as_deref(), Ok("שלום"));
    }

    #[test]
    fn paragraphs_keep_line_breaks_only() {
        assert_eq!("a\r\nb".parse::<Paragraphs<9>>().map(|p| p.to_string()).as_deref(), Ok("a\nb"));
        assert_eq!("a\u{0}b".parse::<Paragraphs<9>>(), Err(TextRefused::Control));
    }
}
