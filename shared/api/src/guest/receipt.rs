//! What was received, when, and proof of which bytes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Digest, Email, FieldSlug, Line, Locale, Paragraphs, PersonName, ShareId, TaskSlug};

use super::work::HandedBack;
use crate::task::{Answers, Reference, ReviewedFile, StepDecision};

/// How a page is shown that nothing is done on: a receipt, or a task under review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct PageOptions {
    /// The language of a page for people, where it is another than the recipient's.
    pub lang: Option<Locale>,
}

/// The answer to a completion, and to `GET /p/{share}/tasks/{task}/receipt`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Received {
    pub receipt: Receipt,
}

/// What a completed task received, as it was completed, or a decision; of its files those of this share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    pub share: ShareId,
    pub task: TaskSlug,
    pub title: Line<200>,
    /// When it was received.
    pub completed_at: Timestamp,
    pub completed_by: PersonName,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::answers))]
    pub answers: Answers,
    pub files: Vec<SentFile>,
    /// Its record in the trail of the share.
    pub record: ReceiptRecord,
    /// Which round of the task this ends, counted from 1.
    pub round: u16,
    /// The rounds before it, and what was handed back of each.
    pub earlier: Vec<EarlierRound>,
    /// How many rounds before these are left out, because all of them are too much for one answer.
    pub rounds_left_out: usize,
    /// What was decided, where the task is a step of a review.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub decision: Option<ReceiptDecision>,
    /// Where a copy goes by mail.
    pub copy_to: Email,
}

/// A decision in a step, and on what it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptDecision {
    pub decision: StepDecision,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub comment: Option<Paragraphs<2000>>,
    /// It came after the due date.
    pub late: bool,
    /// The number of the push whose description it was made on.
    pub push: u32,
    /// The files under review that the share lets its guest know of.
    pub references: Vec<Reference>,
    /// The tasks under review, as they were decided on; `null`: something has changed since.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub reviewed: Option<Vec<DecidedOn>>,
    /// SHA-256 over what was read: [`crate::guest::Task::basis`] has it behind the point.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub basis_sha256: Digest,
    /// What the step came to; `null`: others have yet to decide.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub result: Option<StepDecision>,
}

/// A task under review, as somebody decided on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecidedOn {
    pub task: TaskSlug,
    pub title: Line<200>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub completed_at: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub completed_by: Option<PersonName>,
    pub files: Vec<ReviewedFile>,
}

/// A round that ended by handing back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierRound {
    pub completed_at: Timestamp,
    pub completed_by: PersonName,
    /// The record of that completion; `null`: it stands in the trail of another guest's share.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub record: Option<ReceiptRecord>,
    pub handed_back: HandedBack,
}

/// Which record, and the hash that an export of the trail shows for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptRecord {
    pub seq: u64,
    pub hash: Digest,
}

/// A file that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentFile {
    pub field: FieldSlug,
    /// Of the field.
    pub label: Line<200>,
    pub name: Line<200>,
    pub size: u64,
    pub sha256: Digest,
}
