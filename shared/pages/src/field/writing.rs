//! How a text is written: by people in their language, and as it is kept.

use vestibule_domain::value::{Locale, typed::iso_day};

use super::in_words::beside_figures;
use crate::{moments::date, number, texts::Texts};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// Words, with the line breaks that were typed.
    Prose,
    /// As typed, such as an address.
    Plain,
    /// Kept with a point: `1234.5`.
    Number,
    /// Kept as `2026-11-22`, which is how browsers send it.
    Date,
}

impl Writing {
    /// A kept answer, to be read.
    pub(super) fn shown(self, texts: Texts, kept: &str) -> String {
        match self {
            Self::Prose | Self::Plain => kept.to_owned(),
            Self::Number => in_words(texts, kept.trim()),
            Self::Date => iso_day(kept.trim()).map_or_else(|| kept.to_owned(), |day| date(texts, day)),
        }
    }

    /// A kept answer, to be changed in its control.
    pub(super) fn in_control(self, locale: Locale, kept: &str) -> String {
        match self {
            Self::Prose | Self::Plain | Self::Date => kept.to_owned(),
            Self::Number => number::shown(locale, kept),
        }
    }

    /// Whether people can mean two things by the same letters.
    pub(super) fn can_be_doubtful(self) -> bool {
        match self {
            Self::Prose | Self::Plain => false,
            Self::Number | Self::Date => true,
        }
    }

    /// The name by which the scripts read and write the control.
    pub(super) fn script_kind(self) -> &'static str {
        match self {
            Self::Prose | Self::Plain | Self::Date => "text",
            Self::Number => "number",
        }
    }
}

/// `1,500 (1 y 500 milésimas)`: in words, too, where the figures are not enough.
fn in_words(texts: Texts, kept: &str) -> String {
    let figures = number::parted(texts.locale(), kept);
    let words = kept.parse().ok().and_then(|kept| beside_figures(texts, &kept));
    match words {
        Some(words) => texts.say_with("number-in-words", &[("figures", figures.into()), ("words", words.into())]),
        None => figures,
    }
}
