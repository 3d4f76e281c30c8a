//! Answers, and what is wrong with one.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::value::{Found, is_blank, length};

/// Most characters in one line of text.
pub const MAX_LINE_LENGTH: u32 = 1000;
/// Most characters in a long text.
pub const MAX_TEXT_LENGTH: u32 = 10_000;

/// An answer, cleaned and read before it is judged and kept ([`crate::task::Field::read`]). Numbers and dates are text
/// until they are judged (`1234.5`, `2026-11-22`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    Ticked(bool),
    Text(String),
    Picked(BTreeSet<String>),
}

/// What is wrong with an answer, or with its absence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("an answer is required")]
    Required,
    #[error("must be at most {max} characters long")]
    TooLong { max: u32 },
    #[error("does not have the expected form")]
    Pattern,
    #[error("must be a number such as 1234.5")]
    NotANumber,
    #[error("must be at least {min}")]
    Below { min: String },
    #[error("must be at most {max}")]
    Above { max: String },
    #[error("must be a date such as 2026-11-22")]
    NotADate,
    #[error("must not be before {min}")]
    Before { min: Date },
    #[error("must not be after {max}")]
    After { max: Date },
    #[error("must be an e-mail address such as name@example.com")]
    NotAnEmail,
    #[error("has {found}; mail reaches ASCII alone before the @")]
    LocalPart { found: Found },
    #[error("must be a phone number such as +55 11 91234-5678")]
    NotAPhone,
    #[error("is not one of the options")]
    NotAnOption,
    #[error("choose at least {min}")]
    TooFewPicked { min: u32 },
    #[error("choose at most {max}")]
    TooManyPicked { max: u32 },
    #[error("every item must be ticked")]
    Unticked,
    #[error("a file is required")]
    FileRequired,
    #[error("at least {min} files are required")]
    TooFewFiles { min: u32 },
    #[error("at most {max} files are accepted")]
    TooManyFiles { max: u32 },
    #[error("a file is still being received or checked")]
    FilePending,
    /// It takes a new answer, or one who is asked.
    #[error("was handed back to somebody else, and is not answered anew")]
    LeftToOthers,
    #[error("this kind of field takes another kind of answer")]
    WrongShape,
}

impl Answer {
    /// Whether the guest left the field as good as empty.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Ticked(ticked) => !ticked,
            Self::Text(text) => is_blank(text),
            Self::Picked(picked) => picked.is_empty(),
        }
    }

    /// What it takes of a row, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Ticked(_) => 1,
            Self::Text(text) => text.len(),
            Self::Picked(picked) => picked.iter().map(String::len).sum(),
        }
    }

    /// The answer as text.
    pub(super) fn text(&self) -> Result<&str, Flaw> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Ticked(_) | Self::Picked(_) => Err(Flaw::WrongShape),
        }
    }

    /// The answer as text of at most so many characters.
    pub(super) fn text_within(&self, max: u32) -> Result<&str, Flaw> {
        let text = self.text()?;
        if length(text) <= max as usize { Ok(text) } else { Err(Flaw::TooLong { max }) }
    }

    /// Whether it is a text of a bearable length.
    pub(super) fn line(&self) -> Result<(), Flaw> {
        self.text_within(MAX_LINE_LENGTH).map(drop)
    }

    /// The answer as options that were picked.
    pub(super) fn picked(&self) -> Result<&BTreeSet<String>, Flaw> {
        match self {
            Self::Picked(picked) => Ok(picked),
            Self::Ticked(_) | Self::Text(_) => Err(Flaw::WrongShape),
        }
    }
}

impl Flaw {
    /// The word for it in the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too_long",
            Self::Pattern => "pattern",
            Self::NotANumber => "not_a_number",
            Self::Below { .. } => "below",
            Self::Above { .. } => "above",
            Self::NotADate => "not_a_date",
            Self::Before { .. } => "before",
            Self::After { .. } => "after",
            Self::NotAnEmail => "not_an_email",
            Self::LocalPart { .. } => "local_part",
            Self::NotAPhone => "not_a_phone",
            Self::NotAnOption => "not_an_option",
            Self::TooFewPicked { .. } => "too_few_picked",
            Self::TooManyPicked { .. } => "too_many_picked",
            Self::Unticked => "unticked",
            Self::FileRequired => "file_required",
            Self::TooFewFiles { .. } => "too_few_files",
            Self::TooManyFiles { .. } => "too_many_files",
            Self::FilePending => "file_pending",
            Self::LeftToOthers => "left_to_others",
            Self::WrongShape => "wrong_shape",
        }
    }
}
