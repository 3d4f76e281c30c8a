//! `GET /v1/shares/{share}/activity`: a trail, each record with its hash.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::{Map, Value};
use vestibule_domain::value::{Digest, Email, PersonName, ShareId};

#[cfg(feature = "openapi")]
use crate::event::Actor;

/// The query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ActivityOptions {
    /// The `seq` of any record: the page begins with the next one.
    #[serde(default)]
    pub after: u64,
}

/// The query of `GET /v1/projects/{project}/documents/{document}/activity`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PlaceActivityOptions {
    /// Of which trails; absent: of all.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub of: Option<TrailsOf>,
    /// Of the trail of one share.
    pub share: Option<ShareId>,
    /// What this member did, by their `sub`.
    pub member: Option<String>,
    /// One of docs/EVENTS.md.
    pub kind: Option<String>,
    /// From this instant on.
    #[serde(default, deserialize_with = "instant")]
    pub since: Option<Timestamp>,
    /// Before this instant.
    #[serde(default, deserialize_with = "instant")]
    pub until: Option<Timestamp>,
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// An instant, or in what form it must be. Many write the last day of the year 9999 for no end; it is beyond what is read here.
fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let instant = text.map(|text| text.parse()).transpose();
    instant
        .map_err(|_| D::Error::custom("must be an instant such as 2026-11-29T17:00:00Z, before 9999-12-30T22:00:00Z"))
}

/// Of which trails records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrailsOf {
    /// What guests did by their shares, and what became of these.
    GuestShares,
    /// What staff did to the document itself.
    Document,
}

/// A page of what was done to a document, the latest first. Its records are of several trails, and each trail verifies by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceActivity {
    pub records: Vec<Record>,
    /// Where the next page begins, also where this one is empty; `null`: this is the end.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub cursor: Option<String>,
}

/// A page of a trail, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivityPage {
    pub records: Vec<Record>,
    pub head: Head,
    /// Whether the whole trail holds, from its first record to its head: told by the page that reaches the end, and by
    /// each page that is broken. `null`: another page tells, or the trail is too long to be walked in one request.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub verified: Option<Verified>,
    /// Whether the records of this page follow the record before them, and end at the head where they reach it. A trail
    /// is whole where each of its pages says so. `null`: `after` is the number of no record.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub unbroken: Option<Verified>,
    /// The `after` of the next page; `null`: this is the end.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub next: Option<u64>,
}

/// Where a trail ends: how many records, and the hash of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Head {
    pub seq: u64,
    pub hash: Digest,
}

/// `true`, or what is broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Verified {
    Whole(bool),
    Broken(String),
}

/// A record. All its members but `hash` and `details` are hashed, those that this version does not know too: its hash is
/// SHA-256 over the hash before it and their canonical text (RFC 8785).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Record {
    pub trail: String,
    pub seq: u64,
    pub at: Timestamp,
    /// One of docs/EVENTS.md.
    pub kind: String,
    #[cfg_attr(feature = "openapi", schema(value_type = Actor))]
    pub actor: Value,
    /// What docs/EVENTS.md says of the kind.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub facts: Value,
    /// SHA-256 over the canonical text of the details; it stays when these are erased.
    pub personal: Digest,
    /// Behind which record this one goes on: the trail was found broken there, and nothing between belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<u64>,
    /// Of what the records of one commit are, as `org/project/path`: in the first of them, where one is an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(ignore))]
    pub later: Map<String, Value>,
    pub hash: Digest,
    /// What the record tells about a person; `null` once that is erased.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Details>, required))]
    pub details: Option<Value>,
}

/// What stands beside a record about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Details {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    /// Who said to open the share, beside its recipient; nobody has proved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Stated>,
    /// 128 bits in hexadecimal digits, so that nobody finds the details by trying.
    pub salt: String,
}

/// A name and an address as somebody stated them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stated {
    pub name: PersonName,
    pub email: Email,
}
