//! What the guest of a document is asked to decide.

use std::collections::BTreeSet;

use crate::{
    policy::Policy,
    share::{permission::Permission, terms_flaw::TermsFlaw},
    task::{StepDecision, StepKind, StepTerms},
};

/// What can be decided on what is shared, as it was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseTerms {
    pub decisions: BTreeSet<StepDecision>,
    /// Which of these need a comment.
    pub comment_on: BTreeSet<StepDecision>,
}

impl ResponseTerms {
    /// `asked`: none are named, so that what a review offers can be decided. `None`: the guest decides nothing.
    pub(super) fn of(
        asked: Option<&BTreeSet<StepDecision>>,
        permissions: &BTreeSet<Permission>,
        policy: &Policy,
    ) -> Result<Option<Self>, TermsFlaw> {
        let decisions = match (asked, permissions.contains(&Permission::Respond)) {
            (None, false) => return Ok(None),
            (Some(_), false) => return Err(TermsFlaw::NothingToDecide),
            (None, true) => StepKind::Review.decisions().iter().copied().collect(),
            (Some(asked), true) => asked.clone(),
        };
        if !decisions.iter().any(|decision| decision.passes()) {
            return Err(TermsFlaw::NothingOffered);
        }
        if decisions.len() > 1 && decisions.contains(&StepDecision::Acknowledge) {
            return Err(TermsFlaw::NoteBesideDecisions);
        }
        let always = policy.decision_comment_required.value;
        let comment_on = if always { decisions.clone() } else { StepTerms::usual_comments(&decisions) };
        Ok(Some(Self { decisions, comment_on }))
    }
}
