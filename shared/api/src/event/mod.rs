//! What the event bus carries for the host's own systems: CloudEvents 1.0 in their JSON format.

mod actor;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vestibule_domain::value::{OrgSlug, ProjectSlug, ShareId};

pub use actor::Actor;

/// What stands before the kind of a record in the `type` of its event.
pub const TYPE_PREFIX: &str = "vestibule.";

/// One record as an event. It holds ids and no personal details.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CloudEvent {
    /// `1.0`.
    pub specversion: String,
    /// The trail and the record's number in it: the same at every delivery.
    pub id: String,
    /// `/vestibule/{org}`, or `/vestibule/{org}/{project}`.
    pub source: String,
    /// `vestibule.` and the record's kind.
    #[serde(rename = "type")]
    pub event_type: String,
    /// When it happened.
    pub time: Timestamp,
    /// The host's own name for what was touched, below its project: `runs/kyc-7`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// `application/json`.
    pub datacontenttype: String,
    pub data: Data,
}

impl CloudEvent {
    /// The kind of the record: `share.revoked`.
    pub fn kind(&self) -> &str {
        self.event_type.strip_prefix(TYPE_PREFIX).unwrap_or(&self.event_type)
    }
}

/// What happened, where, and who did it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Data {
    pub org: OrgSlug,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectSlug>,
    /// As `subject`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<ShareId>,
    /// Of which trail the record is part: `share/shr_…`, `run/run_…`, `file/fil_…` or `org/…`.
    pub trail: String,
    /// The record's number in its trail, counted from 1.
    pub seq: u64,
    #[cfg_attr(feature = "openapi", schema(value_type = Actor))]
    pub actor: Value,
    /// What docs/EVENTS.md says of the kind.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub facts: Value,
}
