//! `POST /p/{share}/tasks/{task}/draft`: what was typed, right or not yet.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::FieldSlug;

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
}
