//! `RESULT`: the answer to a request.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    staff::{Need, Right},
    value::{Digest, OrgSlug, ProjectSlug},
};

use super::{Row, corrupt, form};
use crate::{
    error::RowError,
    keys::Key,
    stored_answer::{ANSWER_LIFETIME, StoredAnswer},
};

#[derive(Serialize, Deserialize)]
pub(crate) struct AnswerRow {
    org: OrgSlug,
    /// None: a right in the whole org.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    projects: BTreeSet<ProjectSlug>,
    right: Right,
    fingerprint: Digest,
    status: u16,
    /// JSON.
    body: String,
    #[serde(with = "form::millis")]
    at: Timestamp,
    /// When DynamoDB may remove it, in seconds.
    ttl: i64,
}

impl Row for StoredAnswer {
    type Stored = AnswerRow;

    fn from_row(key: &Key, row: AnswerRow, _: u64) -> Result<Self, RowError> {
        let AnswerRow { org, projects, right, fingerprint, status, body, at, .. } = row;
        let body = serde_json::from_str(&body).map_err(|e| corrupt(key, "body", &e))?;
        Ok(Self { org, need: Need { projects, right }, fingerprint, status, body, at })
    }

    fn to_row(&self) -> AnswerRow {
        AnswerRow {
            org: self.org.clone(),
            projects: self.need.projects.clone(),
            right: self.need.right,
            fingerprint: self.fingerprint,
            status: self.status,
            body: self.body.to_string(),
            at: self.at,
            ttl: (self.at + ANSWER_LIFETIME).as_second(),
        }
    }
}
