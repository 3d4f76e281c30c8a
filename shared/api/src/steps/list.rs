//! Lists of steps, page by page.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Line, OrgSlug, ProjectSlug, RunSlug, TaskSlug};

use crate::task::{Due, StepDecision, StepKind, Turn};

/// The query of `GET /v1/steps`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StepOptions {
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub list: Which,
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// Which of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// By when it is due; what has no date comes last.
    #[default]
    ToDo,
    /// The latest first.
    Done,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Steps {
    pub steps: Vec<StepEntry>,
    /// Where the next page begins; `null`: this is the end.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub cursor: Option<String>,
}

/// A step in a list of somebody who has it to do, or had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepEntry {
    /// The run and its task: `run_….review`.
    pub id: String,
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub run: RunSlug,
    pub run_title: Line<200>,
    pub task: TaskSlug,
    pub title: Line<200>,
    #[serde(flatten)]
    pub turn: Turn,
    pub kind: StepKind,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub due: Option<Due>,
    /// What one has decided oneself.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub decision: Option<StepDecision>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub decided_at: Option<Timestamp>,
    /// What it came to.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub result: Option<StepDecision>,
}
