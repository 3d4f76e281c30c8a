//! `POST /p/{share}/tasks/{task}/draft`: what was typed, right or not yet.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{FieldSlug, Locale};

use crate::{problem::FieldError, task::Answer, unique_map};

/// Answers to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The version of the answers on which they were typed.
    pub base: u64,
    /// `null` clears one.
    #[serde(deserialize_with = "unique_map")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::answers_or_null))]
    pub answers: BTreeMap<FieldSlug, Option<Answer>>,
    /// The language of the page on which they were typed: numbers and days are read as it writes them. Without it they
    /// stand as they are kept, such as `1234.5` and `2026-11-22`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Locale>,
}

/// What became of the same form before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct DraftOptions {
    /// The type of the problem that a decision met, without its address: a page for people comes back with it.
    pub undecided: Option<String>,
}

/// They are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Saved {
    /// The new base.
    pub version: u64,
    pub saved_at: Timestamp,
    /// For what the task could not be completed with these answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flaws: Vec<FieldError>,
    /// How answers were read that can be meant in two ways, in words of the language that came along.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::words_by_field))]
    pub readings: BTreeMap<FieldSlug, String>,
}
