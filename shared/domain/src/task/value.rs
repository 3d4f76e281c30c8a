//! Answers, and what is wrong with one.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::field::{Choice, Field, FieldKind, LONGEST_TEXT, compiled};
use crate::text::Email;

/// An answer as typed. Numbers and dates are text until they are judged (`1234.5`, `2026-11-22`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    Ticked(bool),
    Text(String),
    Picked(BTreeSet<String>),
}

/// What is wrong with an answer, or with its absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
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
    #[error("this kind of field takes another kind of answer")]
    WrongShape,
}

impl Answer {
    /// Whether it can be kept as a draft: the right shape and a bearable size, valid or not.
    pub fn fits(&self, field: &Field) -> Result<(), Flaw> {
        match (&field.kind, self) {
            (FieldKind::LongText { .. }, Self::Text(text)) => bounded(text, LONGEST_TEXT),
            (
                FieldKind::ShortText { .. }
                | FieldKind::Number { .. }
                | FieldKind::Date { .. }
                | FieldKind::Email {}
                | FieldKind::Phone {}
                | FieldKind::SingleChoice { .. },
                Self::Text(text),
            ) => bounded(text, 1000),
            (FieldKind::Checkbox {}, Self::Ticked(_)) => Ok(()),
            (
                FieldKind::MultipleChoice { options, .. } | FieldKind::Checklist { items: options },
                Self::Picked(picked),
            ) => known(options, picked.iter()),
            _ => Err(Flaw::WrongShape),
        }
    }

    /// Whether the guest left the field as good as empty.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Ticked(ticked) => !ticked,
            Self::Text(text) => text.trim().is_empty(),
            Self::Picked(picked) => picked.is_empty(),
        }
    }

    /// Whether it answers the field. Blank answers are for the caller to judge.
    pub fn check(&self, field: &Field) -> Result<(), Flaw> {
        self.fits(field)?;
        match (&field.kind, self) {
            (FieldKind::ShortText { max_length, pattern }, Self::Text(text)) => {
                bounded(text, max_length.unwrap_or(1000))?;
                let matches = pattern.as_deref().and_then(compiled).is_none_or(|p| p.is_match(text.trim()));
                if matches { Ok(()) } else { Err(Flaw::Pattern) }
            }
            (FieldKind::LongText { max_length }, Self::Text(text)) => bounded(text, max_length.unwrap_or(LONGEST_TEXT)),
            (FieldKind::Number { min, max }, Self::Text(text)) => {
                let number = decimal(text.trim()).ok_or(Flaw::NotANumber)?;
                if let Some(min) = min.as_ref().filter(|m| number < m.value()) {
                    return Err(Flaw::Below { min: min.as_str().to_owned() });
                }
                match max.as_ref().filter(|m| number > m.value()) {
                    Some(max) => Err(Flaw::Above { max: max.as_str().to_owned() }),
                    None => Ok(()),
                }
            }
            (FieldKind::Date { min, max }, Self::Text(text)) => {
                let date: Date = text.trim().parse().map_err(|_| Flaw::NotADate)?;
                if let Some(min) = min.filter(|m| date < *m) {
                    return Err(Flaw::Before { min });
                }
                max.filter(|m| date > *m).map_or(Ok(()), |max| Err(Flaw::After { max }))
            }
            (FieldKind::Email {}, Self::Text(text)) => text.parse::<Email>().map(|_| ()).map_err(|_| Flaw::NotAnEmail),
            (FieldKind::Phone {}, Self::Text(text)) => phone(text.trim()),
            (FieldKind::SingleChoice { options }, Self::Text(text)) => known(options, std::iter::once(text)),
            (FieldKind::MultipleChoice { min, max, .. }, Self::Picked(picked)) => {
                let count = u32::try_from(picked.len()).unwrap_or(u32::MAX);
                if let Some(min) = min.filter(|m| count < *m) {
                    return Err(Flaw::TooFewPicked { min });
                }
                max.filter(|m| count > *m).map_or(Ok(()), |max| Err(Flaw::TooManyPicked { max }))
            }
            (FieldKind::Checklist { items }, Self::Picked(picked)) if field.required => {
                if picked.len() == items.len() {
                    Ok(())
                } else {
                    Err(Flaw::Unticked)
                }
            }
            _ => Ok(()),
        }
    }
}

fn bounded(text: &str, max: u32) -> Result<(), Flaw> {
    if text.chars().count() <= max as usize { Ok(()) } else { Err(Flaw::TooLong { max }) }
}

fn known<'a>(options: &[Choice], mut picked: impl Iterator<Item = &'a String>) -> Result<(), Flaw> {
    if picked.all(|p| options.iter().any(|o| o.value.as_str() == p)) { Ok(()) } else { Err(Flaw::NotAnOption) }
}

/// Digits with an optional sign and one decimal point: no NaN, infinity or exponent.
fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.len() <= 30 && part.bytes().all(|b| b.is_ascii_digit());
    (plain(whole) && plain(fraction)).then(|| text.parse().ok()).flatten()
}

/// 6 to 15 digits (ITU-T E.164 allows 15), with the separators that people write.
fn phone(text: &str) -> Result<(), Flaw> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    let plain = rest.bytes().all(|b| b.is_ascii_digit() || b" -.()/".contains(&b));
    if plain && (6..=15).contains(&digits) { Ok(()) } else { Err(Flaw::NotAPhone) }
}

#[cfg(test)]
mod tests;
