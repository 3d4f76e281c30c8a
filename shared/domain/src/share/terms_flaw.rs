//! What can be wrong with the terms of a share.

use super::{gate::MAX_DECIDED_TASKS, permission::Permission};
use crate::{
    policy::Layer,
    value::{HostCode, TaskSlug},
};

/// One thing that is wrong with the terms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermsFlaw {
    #[error("names no task")]
    NoTask,
    #[error("the run has no task {task}")]
    UnknownTask { task: TaskSlug },
    #[error("names more than {MAX_DECIDED_TASKS} tasks, with the right to decide in them")]
    TooManyToDecide,
    #[error("this document was withdrawn: it is shared with nobody any more")]
    DocumentWithdrawn,
    #[error("this document has no revision yet, so there is nothing to share of it")]
    NoRevision,
    #[error("the document has no revision {code}")]
    UnknownRevision { code: HostCode },
    #[error("names decisions, and the share does not let its guest respond")]
    NothingToDecide,
    #[error("offers no decision by which it could be passed")]
    NothingOffered,
    #[error("offers to acknowledge beside other decisions: who takes note decides nothing")]
    NoteBesideDecisions,
    #[error("grants no permission")]
    NoPermission,
    #[error("the permission {permission} does not apply to this scope")]
    PermissionNotApplicable { permission: Permission },
    #[error("lies in the past")]
    ExpiryPast,
    #[error("is {asked} days from now; at most {ceiling} are allowed")]
    AboveCeiling { asked: u32, ceiling: u32, layer: Layer },
    #[error("only the default expiry of {days} days is allowed")]
    CustomExpiry { days: u32, layer: Layer },
    #[error("only the default access count of {max} is allowed")]
    AccessesFixed { max: u32, layer: Layer },
    #[error("it was opened {used} times already, so it would open no more")]
    AccessesUsed { used: u32 },
    #[error("a password is required")]
    PasswordRequired { layer: Layer },
    #[error("a mailed code is required")]
    CodeRequired { layer: Layer },
    #[error("a mailed code is required with a link that its creator carries, for its guest decides by it")]
    DecisionCodeRequired { layer: Layer },
    #[error("who opens has to say who they are")]
    WhoOpensRequired { layer: Layer },
}

impl TermsFlaw {
    /// As a sentence of its own, where no place says what it is about.
    pub fn sentence(&self) -> String {
        let about = match self {
            Self::NoTask
            | Self::TooManyToDecide
            | Self::NothingToDecide
            | Self::NothingOffered
            | Self::NoteBesideDecisions
            | Self::NoPermission => "the share ",
            Self::ExpiryPast | Self::AboveCeiling { .. } => "the expiry ",
            Self::UnknownTask { .. }
            | Self::DocumentWithdrawn
            | Self::NoRevision
            | Self::UnknownRevision { .. }
            | Self::PermissionNotApplicable { .. }
            | Self::CustomExpiry { .. }
            | Self::AccessesFixed { .. }
            | Self::AccessesUsed { .. }
            | Self::PasswordRequired { .. }
            | Self::CodeRequired { .. }
            | Self::DecisionCodeRequired { .. }
            | Self::WhoOpensRequired { .. } => "",
        };
        format!("{about}{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_flaw_is_a_sentence_where_no_place_is_named() {
        let layer = Layer::Org;
        let told = [
            (TermsFlaw::ExpiryPast, "the expiry lies in the past"),
            (
                TermsFlaw::AboveCeiling { asked: 9, ceiling: 7, layer },
                "the expiry is 9 days from now; at most 7 are allowed",
            ),
            (TermsFlaw::NoPermission, "the share grants no permission"),
            (TermsFlaw::CustomExpiry { days: 7, layer }, "only the default expiry of 7 days is allowed"),
            (TermsFlaw::PasswordRequired { layer }, "a password is required"),
        ];
        for (flaw, sentence) in told {
            assert_eq!(flaw.sentence(), sentence);
        }
    }
}
