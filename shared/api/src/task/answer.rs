//! Answers as typed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use vestibule_domain::value::FieldSlug;

/// An answer as typed: `true` or `false` for a box, an array of what was picked or ticked, else text. Numbers and dates
/// are text such as `1234.5` and `2026-11-22`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged, expecting = "must be a string, true or false, or an array of strings")]
pub enum Answer {
    Ticked(bool),
    Text(String),
    Picked(BTreeSet<String>),
}

/// The answers that stand, by field. One that was cleared does not.
pub type Answers = BTreeMap<FieldSlug, Answer>;
