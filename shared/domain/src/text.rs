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

/// A person's name as typed, 1 to 120 characters.
pub type PersonName = Line<120>;

/// An address to which mail can be sent (RFC 5321, at most 254 characters), without a display name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Email(String);

/// The languages that pages and mails speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Locale {
    #[default]
    #[serde(rename = "en")]
    En,
    #[serde(rename = "pt-BR")]
    PtBr,
    #[serde(rename = "es")]
    Es,
}

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

fn bounded(text: &str, max: usize, breaks: bool) -> Result<String, TextRefused> {
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

impl FromStr for Email {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        let text = bounded(text, 254, false)?;
        let options =
            email_address::Options::default().with_required_tld().without_display_text().without_domain_literal();
        let plain = text.is_ascii() && !text.contains(['"', ' ', '(', ')', '<', '>', ',', ';', '\\']);
        match email_address::EmailAddress::parse_with_options(&text, options) {
            Ok(_) if plain => Ok(Self(text)),
            _ => Err(TextRefused::NotAnEmail),
        }
    }
}

impl FromStr for Locale {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        Self::ALL.into_iter().find(|l| l.tag().eq_ignore_ascii_case(text)).ok_or(TextRefused::UnknownLocale)
    }
}

impl Locale {
    pub const ALL: [Self; 3] = [Self::En, Self::PtBr, Self::Es];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::PtBr => "pt-BR",
            Self::Es => "es",
        }
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
    [] Email;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cannot_carry_a_header_or_turn_text_around() {
        assert_eq!("a\r\nBcc: x".parse::<PersonName>(), Err(TextRefused::Control));
        assert_eq!("a\u{202e}fdp.exe".parse::<PersonName>(), Err(TextRefused::Direction));
        assert_eq!("a\u{2028}b".parse::<PersonName>(), Err(TextRefused::Direction));
        assert_eq!("  ".parse::<PersonName>(), Err(TextRefused::Empty));
        assert_eq!("x".repeat(10_000).parse::<PersonName>(), Err(TextRefused::TooLong { max: 120 }));
        assert_eq!(" שלום ".parse::<PersonName>().map(|n| n.to_string()).as_deref(), Ok("שלום"));
    }

    #[test]
    fn paragraphs_keep_line_breaks_only() {
        assert_eq!("a\r\nb".parse::<Paragraphs<9>>().map(|p| p.to_string()).as_deref(), Ok("a\nb"));
        assert_eq!("a\u{0}b".parse::<Paragraphs<9>>(), Err(TextRefused::Control));
    }

    #[test]
    fn an_email_is_a_bare_address() {
        assert!("ana@supplier.example".parse::<Email>().is_ok());
        for bad in [
            "ana",
            "ana@",
            "Ana <ana@x.example>",
            "a b@x.example",
            "a@x.example\r\nBcc: b@y.example",
            "\"a\"@x.example",
            "a,b@x.example",
            "a@[127.0.0.1]",
        ] {
            assert!(bad.parse::<Email>().is_err(), "{bad}");
        }
    }
}
