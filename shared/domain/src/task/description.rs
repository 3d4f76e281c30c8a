//! What makes the description of a field wrong.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::answer::{Flaw, MAX_TEXT_LENGTH};
use crate::value::{FieldSlug, Line};

/// Most options of a choice or items of a checklist.
const MAX_OPTIONS: usize = 100;

/// One option of a choice, or one item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub value: FieldSlug,
    pub label: Line<300>,
}

/// Why a field cannot be asked as described.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpecFlaw {
    #[error("min is above max")]
    MinAboveMax,
    #[error("max_length must be 1 to {MAX_TEXT_LENGTH}")]
    Length,
    #[error("pattern is not a regular expression that can be used here")]
    Pattern,
    #[error("must have 1 to {MAX_OPTIONS} options")]
    OptionCount,
    #[error("has two options with the value {value}")]
    SameOption { value: FieldSlug },
}

pub(super) fn check_length(max: Option<u32>) -> Result<(), SpecFlaw> {
    if max.is_none_or(|m| (1..=MAX_TEXT_LENGTH).contains(&m)) { Ok(()) } else { Err(SpecFlaw::Length) }
}

pub(super) fn check_order<T: PartialOrd>(min: Option<T>, max: Option<T>) -> Result<(), SpecFlaw> {
    match (min, max) {
        (Some(min), Some(max)) if min > max => Err(SpecFlaw::MinAboveMax),
        _ => Ok(()),
    }
}

pub(super) fn check_options(options: &[Choice]) -> Result<(), SpecFlaw> {
    if options.is_empty() || options.len() > MAX_OPTIONS {
        return Err(SpecFlaw::OptionCount);
    }
    let mut seen = BTreeSet::new();
    match options.iter().find(|o| !seen.insert(&o.value)) {
        Some(twice) => Err(SpecFlaw::SameOption { value: twice.value.clone() }),
        None => Ok(()),
    }
}

/// Whether everything that was picked is there to be picked.
pub(super) fn known<'a>(options: &[Choice], mut picked: impl Iterator<Item = &'a str>) -> Result<(), Flaw> {
    if picked.all(|p| options.iter().any(|o| o.value.as_str() == p)) { Ok(()) } else { Err(Flaw::NotAnOption) }
}
