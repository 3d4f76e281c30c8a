//! A document as the guest of a share reads it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Digest, DocumentId, HostCode, Line, Paragraphs, RegisterNumber, RevisionId};

use crate::{
    staff::{Coded, CurrentRevision},
    task::{Comment, Reference, StepDecision},
};

/// The revision that is shared, with its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedDocument {
    pub id: DocumentId,
    pub number: RegisterNumber,
    pub title: Line<300>,
    #[serde(rename = "type")]
    pub kind: Coded,
    pub status: Coded,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub discipline: Option<Coded>,
    pub revision: SharedRevision,
    pub standing: Standing,
    /// The later revision that counts, where `standing` is `superseded` for one.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub superseded_by: Option<CurrentRevision>,
    /// Since when, where `standing` is `withdrawn`.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub withdrawn_at: Option<Timestamp>,
    /// The earliest first.
    pub comments: Vec<Comment>,
    /// `null`: the share does not let its guest respond.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub response: Option<AskedResponse>,
}

/// What the guest is asked to decide on the revision, and what they have decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedResponse {
    pub decisions: Vec<StepDecision>,
    /// Which of these need a comment.
    pub comment_required: Vec<StepDecision>,
    /// What there is to decide on now, to be sent with the decision.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub basis: Digest,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub decision: Option<StepDecision>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub decided_at: Option<Timestamp>,
}

/// The answer to `POST /p/{share}/documents/{document}/revisions/{revision}/check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checked {
    /// `true`: it would be taken.
    pub fits: bool,
}

/// What a decision met that comes back to its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct CheckOptions {
    /// The last part of the problem's type.
    pub met: Option<String>,
}

/// What the revision is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It counts.
    Current,
    /// A later revision counts, or another document has taken its place.
    Superseded,
    /// Nothing of the document counts any more, and its file is not handed out.
    Withdrawn,
}

/// A revision, which never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedRevision {
    pub id: RevisionId,
    pub code: HostCode,
    /// Counted from 1.
    pub nth: u16,
    pub at: Timestamp,
    /// What is another than in the revision before.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub changed: Option<Paragraphs<2000>>,
    /// `null`: the share lets its guest neither read nor fetch files.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub file: Option<Reference>,
}
