//! What is to be done in a step, and what can be decided there.

use serde::{Deserialize, Serialize};

use crate::with_all::with_all;

with_all! {
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
}

with_all! {
    /// What somebody can decide in a step, in the order in which it is offered.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum StepDecision {
        Approve,
        ApproveWithComments,
        Acknowledge,
        Reject,
        ReturnForRevision,
    }
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
    /// Whether what comes after the step may begin.
    pub const fn passes(self) -> bool {
        match self {
            Self::Approve | Self::ApproveWithComments | Self::Acknowledge => true,
            Self::Reject | Self::ReturnForRevision => false,
        }
    }

    /// Which one the result is where several people pass the step, or do not, and in different ways: the one that weighs more. So
    /// comments of one who approves are not lost, and where as many reject as return, it is rejected.
    pub(super) const fn weight(self) -> u8 {
        match self {
            Self::Approve | Self::Acknowledge | Self::ReturnForRevision => 1,
            Self::ApproveWithComments | Self::Reject => 2,
        }
    }

    /// Whether it says nothing without words, so that it needs a comment unless the host says otherwise.
    pub(super) const fn needs_words(self) -> bool {
        match self {
            Self::ApproveWithComments | Self::Reject | Self::ReturnForRevision => true,
            Self::Approve | Self::Acknowledge => false,
        }
    }
}
