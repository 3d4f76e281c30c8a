//! What is done in a step: answered, decided, given away.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::FieldSlug;

use crate::{
    task::{Answer, StepDecision},
    unique_map,
};

/// `POST /v1/steps/{step}/respond`, and of guests `POST /p/{share}/tasks/{task}/respond`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewResponse {
    pub decision: StepDecision,
    /// 1 to 2,000 characters.
    pub comment: Option<String>,
}

/// The decision was taken back, or there was none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoResponse {
    /// `true`.
    pub withdrawn: bool,
}

/// A step goes to somebody else: as one's own, or as that of `from`, which staff name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// The `sub` of a member or responder of the org.
    pub to: String,
}

/// `POST /v1/steps/{step}/draft`: answers to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDraft {
    /// The version of the answers on which they were typed.
    pub base: u64,
    /// As they are kept, such as `1234.5` and `2026-11-22`. `null` clears one.
    #[serde(deserialize_with = "unique_map")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::answers_or_null))]
    pub answers: BTreeMap<FieldSlug, Option<Answer>>,
}

/// They are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftKept {
    /// The new base.
    pub version: u64,
    pub saved_at: Timestamp,
}
