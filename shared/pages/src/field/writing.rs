//! How a text is written: by people in their language, and as it is kept.

use vestibule_domain::value::Locale;

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
            Self::Number => number::shown(texts.locale(), kept.trim()),
            Self::Date => kept.trim().parse().map_or_else(|_| kept.to_owned(), |day| date(texts, day)),
        }
    }

    /// A kept answer, to be changed in its control.
    pub(super) fn in_control(self, locale: Locale, kept: &str) -> String {
        match self {
            Self::Prose | Self::Plain | Self::Date => kept.to_owned(),
            Self::Number => number::shown(locale, kept),
        }
    }

    /// What was typed, as it is kept. A form's line breaks are CR LF (HTML, "form entry list").
    pub(super) fn kept(self, locale: Locale, typed: &str) -> String {
        match self {
            Self::Prose | Self::Plain | Self::Date => typed.replace("\r\n", "\n"),
            Self::Number => number::meant(locale, typed),
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
