//! What makes the description of a field wrong.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::answer::Flaw;
use crate::value::{FieldSlug, Line, MAX_DECIMAL_DIGITS};

/// Most options of a choice or items of a checklist.
const MAX_OPTIONS: usize = 100;

/// One option of a choice, or one item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub value: FieldSlug,
    pub label: Line<300>,
}

/// Why a field cannot be asked as described: most of them, because no answer would do. Places in lists count from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpecFlaw {
    #[error("min is above max")]
    MinAboveMax,
    #[error("min is above {most}, the most that can be given")]
    MinAboveMost { most: u32 },
    #[error("max is 0: the field could never be answered")]
    NoneTaken,
    #[error("a bound has at most {MAX_DECIMAL_DIGITS} digits before and {MAX_DECIMAL_DIGITS} behind the point")]
    Digits { end: End },
    #[error("min is after {last}, the last day that is taken where there is no max")]
    AfterAllDays { last: Date },
    #[error("max is before {first}, the first day that is taken where there is no min")]
    BeforeAllDays { first: Date },
    #[error("max_length must be 1 to {most}")]
    Length { most: u32 },
    #[error("pattern is not a regular expression that can be used here")]
    Pattern,
    #[error("pattern is too large: it repeats too much")]
    PatternSize,
    #[error("pattern matches nothing shorter than {shortest} characters, and {longest} are the most that can be given")]
    PatternLength { shortest: usize, longest: usize },
    #[error("message is what a wrong pattern is answered, and there is no pattern")]
    Message,
    #[error("must have 1 to {MAX_OPTIONS} options")]
    OptionCount,
    #[error("has two options with the value {value}")]
    SameOption { at: usize, value: FieldSlug },
    #[error("must have 1 to {MAX_OPTIONS} items")]
    ItemCount,
    #[error("has two items with the value {value}")]
    SameItem { at: usize, value: FieldSlug },
    #[error("is no extension: that is what a file's name has behind its last dot, such as pdf")]
    Extension { at: usize },
}

/// One of two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Min,
    Max,
}

/// The flaws among what was checked.
pub(super) fn flaws_of<const N: usize>(checked: [Result<(), SpecFlaw>; N]) -> Vec<SpecFlaw> {
    checked.into_iter().filter_map(Result::err).collect()
}

pub(super) fn check_length(max: Option<u32>, most: u32) -> Result<(), SpecFlaw> {
    if max.is_none_or(|m| (1..=most).contains(&m)) { Ok(()) } else { Err(SpecFlaw::Length { most }) }
}

pub(super) fn check_order<T: PartialOrd>(min: Option<T>, max: Option<T>) -> Result<(), SpecFlaw> {
    match (min, max) {
        (Some(min), Some(max)) if min > max => Err(SpecFlaw::MinAboveMax),
        _ => Ok(()),
    }
}

/// How many may be given: at most `most`, also where the description says more.
pub(super) fn check_count(min: Option<u32>, max: Option<u32>, most: u32) -> Result<(), SpecFlaw> {
    check_order(min, max)?;
    match (min, max) {
        (Some(min), _) if min > most => Err(SpecFlaw::MinAboveMost { most }),
        (_, Some(0)) => Err(SpecFlaw::NoneTaken),
        _ => Ok(()),
    }
}

/// How many options there are.
pub(super) fn are_countable(options: &[Choice]) -> bool {
    (1..=MAX_OPTIONS).contains(&options.len())
}

/// The options whose value another one has before them, each with its place.
pub(super) fn repeated(options: &[Choice]) -> impl Iterator<Item = (usize, FieldSlug)> {
    let mut seen = BTreeSet::new();
    let again = options.iter().enumerate().filter(move |(_, option)| !seen.insert(&option.value));
    again.map(|(at, option)| (at, option.value.clone()))
}

/// Whether everything that was picked is there to be picked.
pub(super) fn known<'a>(options: &[Choice], mut picked: impl Iterator<Item = &'a str>) -> Result<(), Flaw> {
    if picked.all(|p| options.iter().any(|o| o.value.as_str() == p)) { Ok(()) } else { Err(Flaw::NotAnOption) }
}
