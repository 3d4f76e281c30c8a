//! `RESPONSE`: what the guest of a share decided on its document.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    document::RevisionResponse,
    task::StepDecision,
    value::{CommentId, Digest, Line, PersonName},
};

use super::super::{Row, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct ResponseRow {
    decision: StepDecision,
    #[serde(with = "form::millis")]
    at: Timestamp,
    by: PersonName,
    title: Line<300>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<CommentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment_sha256: Option<Digest>,
    basis: Digest,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    superseded: bool,
    /// The record of it.
    seq: u64,
    hash: Digest,
}

impl Row for RevisionResponse {
    type Stored = ResponseRow;

    fn from_row(_: &Key, row: ResponseRow, _: u64) -> Result<Self, RowError> {
        let ResponseRow { decision, at, by, title, comment, comment_sha256, basis, superseded, seq, hash } = row;
        Ok(Self { decision, at, by, title, comment, comment_sha256, basis, superseded, record: Head { seq, hash } })
    }

    fn to_row(&self) -> ResponseRow {
        let Self { decision, at, by, title, comment, comment_sha256, basis, superseded, record: Head { seq, hash } } =
            self.clone();
        ResponseRow { decision, at, by, title, comment, comment_sha256, basis, superseded, seq, hash }
    }
}
