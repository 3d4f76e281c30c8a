//! A step as a guest reads it, and what their decision comes to.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::TaskSlug;

use crate::task::{Due, StepDecision, StepKind};

/// A step of which a guest sees the task. What others have decided is none of their business, but for the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestStep {
    pub kind: StepKind,
    /// What the guest can decide; none, where the step does not name their address, or they are barred.
    pub decisions: Vec<StepDecision>,
    /// Which of these need a comment, by the step and by the policy as it is now.
    pub comment_required: Vec<StepDecision>,
    /// What was sent in these tasks is under review: `GET /p/{share}/tasks/{task}/reviewed/{reviewed}`. None, where the step
    /// does not name their address.
    pub reviews: Vec<TaskSlug>,
    /// A task of which the step takes no decision by those who did its work, where the guest did.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub barred_by: Option<TaskSlug>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub due: Option<Due>,
    /// What they have decided.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub decision: Option<StepDecision>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub decided_at: Option<Timestamp>,
    /// What it came to.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub result: Option<StepDecision>,
}

/// The answer to `POST /p/{share}/tasks/{task}/respond`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decided {
    pub step: GuestStep,
}
