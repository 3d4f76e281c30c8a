//! What is to be done in a step, and what can be decided there.

use serde::{Deserialize, Serialize};

/// What is to be done in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Filled in and completed, as tasks are: nothing is decided.
    Work,
    Review,
    Approve,
    /// To say that one has taken note.
    Acknowledge,
}

/// What somebody can decide in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepDecision {
    Approve,
    ApproveWithComments,
    Acknowledge,
    Reject,
    ReturnForRevision,
}

impl StepKind {
    /// What can be decided in a step of this kind, and is unless the host says otherwise.
    pub const fn decisions(self) -> &'static [StepDecision] {
        use StepDecision::{Acknowledge, Approve, ApproveWithComments, Reject, ReturnForRevision};
        match self {
            Self::Work => &[],
            Self::Review => &[Approve, ApproveWithComments, Reject, ReturnForRevision],
            Self::Approve => &[Approve, Reject],
            Self::Acknowledge => &[Acknowledge],
        }
    }

    /// Whether a decision may be offered in it: a step to approve may offer what a review does.
    pub(super) fn may_offer(self, decision: StepDecision) -> bool {
        match self {
            Self::Work | Self::Acknowledge => self.decisions().contains(&decision),
            Self::Review | Self::Approve => Self::Review.decisions().contains(&decision),
        }
    }
}

impl StepDecision {
    /// Every decision there is.
    pub const ALL: [Self; 5] =
        [Self::Approve, Self::ApproveWithComments, Self::Acknowledge, Self::Reject, Self::ReturnForRevision];

    /// Whether what comes after the step may begin.
    pub const fn passes(self) -> bool {
        match self {
            Self::Approve | Self::ApproveWithComments | Self::Acknowledge => true,
            Self::Reject | Self::ReturnForRevision => false,
        }
    }

    /// Whether it says nothing without words, so that it needs a comment unless the host says otherwise.
    pub const fn needs_words(self) -> bool {
        match self {
            Self::ApproveWithComments | Self::Reject | Self::ReturnForRevision => true,
            Self::Approve | Self::Acknowledge => false,
        }
    }
}
