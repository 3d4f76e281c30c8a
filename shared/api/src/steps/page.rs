//! One step with just what it needs.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::{FieldSlug, Line, Paragraphs, PersonName, TaskSlug, UploadId};

use super::list::StepEntry;
use crate::task::{Answers, Comment, Field, FileState, Reference, StepDecision, StepResponse, StepRule};

/// `GET /v1/steps/{step}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepPage {
    pub step: StepEntry,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<Paragraphs<4000>>,
    pub rule: StepRule,
    /// How many have it to do.
    pub assignees: usize,
    /// What can be decided.
    pub decisions: Vec<StepDecision>,
    /// Which of these need a comment, by the step and by the policy as it is now.
    pub comment_required: Vec<StepDecision>,
    /// Who did the work in one of these tasks may not decide.
    pub not_by: Vec<TaskSlug>,
    /// The first of these tasks that is completed and in which they did the work themselves: deciding is refused (403) then.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub barred_by: Option<TaskSlug>,
    /// What was sent in these tasks is under review: `GET /v1/steps/{step}/reviewed/{task}`.
    pub reviews: Vec<TaskSlug>,
    /// Whether a decision can be taken back until the result stands, by the step and by the policy as it is now.
    pub withdrawable: bool,
    /// What there is to read, in one word that a completion or a decision names: another one once the description, a file, an answer of
    /// somebody else or what was sent in a task under review is another.
    pub basis: String,
    /// The result stands, and something that it was decided on was handed back since.
    pub outdated: bool,
    /// In the order in which they came.
    pub responses: Vec<StepResponse>,
    /// Who completed it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub completed_by: Option<PersonName>,
    /// Of the answers: what a draft is based on.
    pub version: u64,
    pub fields: Vec<Field>,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::answers))]
    pub answers: Answers,
    pub references: Vec<Reference>,
    /// One's own, and what others have sent that counts.
    pub uploads: Vec<StepUpload>,
    pub comments: Vec<Comment>,
}

/// A file of a step, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepUpload {
    pub id: UploadId,
    pub field: FieldSlug,
    pub name: Line<200>,
    pub size: u64,
    pub state: FileState,
    /// One sent it oneself, and can take it out again. Others' files one can fetch.
    pub own: bool,
}
