//! A task before a step, as those read it who have the step to do.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Digest, FieldSlug, Line, Paragraphs, PersonName, TaskSlug, UploadId};

use super::{Answers, Field, StepDecision};

/// What was sent in a completed task that a step reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewedTask {
    pub task: TaskSlug,
    pub title: Line<200>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<Paragraphs<4000>>,
    pub completed_at: Timestamp,
    pub completed_by: PersonName,
    /// The round that was completed, counted from 1: one more than it was handed back.
    pub round: u16,
    pub fields: Vec<Field>,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::answers))]
    pub answers: Answers,
    /// Those that count, of all who sent some.
    pub files: Vec<ReviewedFile>,
    /// Where it was a step itself, what was decided in it, in the order in which it came.
    pub decisions: Vec<ReviewedDecision>,
    /// These stand, and something that they were made on was handed back since.
    pub outdated: bool,
}

/// A file that is under review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewedFile {
    pub id: UploadId,
    pub field: FieldSlug,
    pub name: Line<200>,
    pub size: u64,
    pub sha256: Digest,
    /// It is something else than the extension of its name says.
    pub misnamed: bool,
}

/// A decision that was made before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewedDecision {
    pub by: PersonName,
    pub decision: StepDecision,
    pub at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub comment: Option<Paragraphs<2000>>,
}
