//! The typed fields of a task, and what makes a field's own description wrong.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{slug::FieldSlug, text::Line};

/// Most characters in a long text.
pub(super) const LONGEST_TEXT: u32 = 10_000;
/// Most options of a choice or items of a checklist.
pub(super) const MOST_OPTIONS: usize = 100;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    #[serde(rename = "id")]
    pub slug: FieldSlug,
    pub label: Line<200>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Line<500>>,
    #[serde(default)]
    pub required: bool,
    #[serde(flatten)]
    pub kind: FieldKind,
}

/// What a field takes. Lengths in characters, sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldKind {
    ShortText {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
        /// A regular expression that the whole answer matches.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pattern: Option<String>,
    },
    LongText {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
    },
    Number {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Bound>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Bound>,
    },
    Date {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Date>,
    },
    Email {},
    Phone {},
    SingleChoice {
        options: Vec<Choice>,
    },
    MultipleChoice {
        options: Vec<Choice>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// Required means: must be ticked.
    Checkbox {},
    /// Required means: every item must be ticked.
    Checklist {
        items: Vec<Choice>,
    },
    File {
        /// File name extensions, lower case, without the dot; empty: what the policy allows.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        extensions: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
}

/// One option of a choice, or one item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: FieldSlug,
    pub label: Line<300>,
}

/// A finite decimal number, kept as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "serde_json::Number", into = "serde_json::Number")]
pub struct Bound(String);

impl Bound {
    pub fn value(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, thiserror::Error)]
#[error("is not a finite number")]
pub struct NotFinite;

impl TryFrom<serde_json::Number> for Bound {
    type Error = NotFinite;
    fn try_from(number: serde_json::Number) -> Result<Self, NotFinite> {
        number.as_f64().filter(|n| n.is_finite()).map(|_| Self(number.to_string())).ok_or(NotFinite)
    }
}

impl From<Bound> for serde_json::Number {
    fn from(bound: Bound) -> Self {
        bound.0.parse().unwrap_or_else(|_| 0.into())
    }
}

/// Why a field cannot be asked as described.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpecFlaw {
    #[error("min is above max")]
    MinAboveMax,
    #[error("max_length must be 1 to {LONGEST_TEXT}")]
    Length,
    #[error("pattern is not a regular expression that can be used here")]
    Pattern,
    #[error("must have 1 to {MOST_OPTIONS} options")]
    OptionCount,
    #[error("has two options with the value {value}")]
    SameOption { value: FieldSlug },
}

impl Field {
    pub fn check(&self) -> Result<(), SpecFlaw> {
        match &self.kind {
            FieldKind::ShortText { max_length, pattern } => {
                length(*max_length)?;
                pattern.as_deref().map_or(Ok(()), |p| compiled(p).map(|_| ()).ok_or(SpecFlaw::Pattern))
            }
            FieldKind::LongText { max_length } => length(*max_length),
            FieldKind::Number { min, max } => ordered(min.as_ref().map(Bound::value), max.as_ref().map(Bound::value)),
            FieldKind::Date { min, max } => ordered(*min, *max),
            FieldKind::SingleChoice { options } | FieldKind::Checklist { items: options } => distinct(options),
            FieldKind::MultipleChoice { options, min, max } => {
                distinct(options)?;
                ordered(*min, *max)
            }
            FieldKind::File { min, max, .. } => ordered(*min, *max),
            FieldKind::Email {} | FieldKind::Phone {} | FieldKind::Checkbox {} => Ok(()),
        }
    }
}

/// A pattern that has to match a whole answer, as HTML's `pattern` does.
pub(super) fn compiled(pattern: &str) -> Option<regex_lite::Regex> {
    if pattern.len() > 200 {
        return None;
    }
    regex_lite::RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(1 << 18).build().ok()
}

fn length(max: Option<u32>) -> Result<(), SpecFlaw> {
    if max.is_none_or(|m| (1..=LONGEST_TEXT).contains(&m)) { Ok(()) } else { Err(SpecFlaw::Length) }
}

fn ordered<T: PartialOrd>(min: Option<T>, max: Option<T>) -> Result<(), SpecFlaw> {
    match (min, max) {
        (Some(min), Some(max)) if min > max => Err(SpecFlaw::MinAboveMax),
        _ => Ok(()),
    }
}

fn distinct(options: &[Choice]) -> Result<(), SpecFlaw> {
    if options.is_empty() || options.len() > MOST_OPTIONS {
        return Err(SpecFlaw::OptionCount);
    }
    let mut seen = BTreeSet::new();
    match options.iter().find(|o| !seen.insert(&o.value)) {
        Some(twice) => Err(SpecFlaw::SameOption { value: twice.value.clone() }),
        None => Ok(()),
    }
}
