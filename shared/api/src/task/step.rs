//! A task that is a step of a review: what makes it one, and what was decided in it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{CommentId, Digest, Email, PersonName, TaskSlug, Zone};

/// What makes a task a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStep {
    pub kind: StepKind,
    /// 1 to 40.
    pub assignees: Vec<Assignee>,
    #[serde(default)]
    pub rule: StepRule,
    /// What can be decided; if absent, what steps of the kind usually offer.
    pub decisions: Option<Vec<StepDecision>>,
    /// Which of these need a comment; if absent, all but `approve` and `acknowledge`. The policy may ask for more.
    pub comment_required: Option<Vec<StepDecision>>,
    pub due: Option<NewDue>,
    /// Tasks that this one comes after: who completed one of them in any of its rounds, sent a file there, wrote an answer of it
    /// or decided there may not decide here.
    #[serde(default)]
    pub not_by: Vec<TaskSlug>,
    /// Tasks that this one comes after, 10 at most: who has it to do reads what was sent in them.
    #[serde(default)]
    pub reviews: Vec<TaskSlug>,
    /// Whether a decision can be taken back until the result stands, where the policy lets it.
    #[serde(default)]
    pub withdrawable: bool,
}

/// Somebody who has a step to do: a member or responder by the `sub` of their token, or a guest by the address of a share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Assignee {
    Member(String),
    Guest(Email),
}

/// A member or responder of the org to whom a step goes: their `sub`, or instead of it their e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged, expecting = "must be a sub, or an object with an e-mail address as its only member `email`")]
pub enum Colleague {
    Sub(String),
    Address(Address),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Address {
    pub email: Email,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Filled in and completed, as other tasks are.
    Work,
    Review,
    Approve,
    Acknowledge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepDecision {
    Approve,
    ApproveWithComments,
    Acknowledge,
    Reject,
    ReturnForRevision,
}

/// Whose decisions it takes. The result stands as soon as no further decision could make it another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepRule {
    /// The first decision is the result.
    #[default]
    Any,
    /// Everybody has to agree.
    All,
    /// More than half have to agree.
    Majority,
}

/// When a step is to be due, and in the days and hours of which zone that is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDue {
    /// An instant such as `2026-11-29T17:00:00Z`, or a local time in the `zone`; or a day such as `2026-11-29`, until its
    /// end there.
    pub at: String,
    pub zone: Zone,
}

/// An instant, and the zone in whose days and hours it was meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Due {
    pub at: Timestamp,
    pub zone: Zone,
}

/// A step as staff read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    pub kind: StepKind,
    /// Who has it to do now.
    pub assignees: Vec<StepAssignee>,
    pub rule: StepRule,
    pub decisions: Vec<StepDecision>,
    /// As pushed, as is `withdrawable`: what the policy says beside it is not in them.
    pub comment_required: Vec<StepDecision>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub due: Option<Due>,
    pub not_by: Vec<TaskSlug>,
    pub reviews: Vec<TaskSlug>,
    pub withdrawable: bool,
    /// The result stands, and something that it was decided on was handed back since. A new cycle has it decided again.
    pub outdated: bool,
    /// In the order in which they came.
    pub responses: Vec<StepResponse>,
}

/// One who has a step to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepAssignee {
    #[serde(flatten)]
    pub assignee: Assignee,
    /// A member who belongs to the org no more, so that it waits for them in vain. It is there where runs are read, if it
    /// is so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
}

/// One decision in a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepResponse {
    /// Whose it is, for staff; others read the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Assignee>,
    pub by: PersonName,
    pub decision: StepDecision,
    pub at: Timestamp,
    /// The comment that came with it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub comment: Option<CommentId>,
    /// It came after the step was due.
    pub late: bool,
    /// The number of the push that counted.
    pub push: u32,
    /// On what it was made: what stands in `basis` of the step behind the point. Where that is another by now and the result was not
    /// there yet, it counts no more.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub basis_sha256: Digest,
    /// What a guest had proved: `link`, `password`, `code`, `device`, or one of the last two after `password+`. Absent: they had
    /// signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assurance: Option<String>,
}
