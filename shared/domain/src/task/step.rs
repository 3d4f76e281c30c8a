//! A task that is a step of a review: who has it to do, what they can decide, and from when on the result stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    assignee::Assignee,
    response::{Response, StepState},
    step_kind::{StepDecision, StepKind},
};
use crate::{
    policy::Policy,
    value::{TaskSlug, Zone},
};

/// Most people who have one step to do: a transaction holds 100 rows, and a push may replace all of them.
pub const MAX_ASSIGNEES: usize = 40;

/// Most tasks that one step reviews.
pub const MAX_REVIEWED: usize = 10;

/// What makes a task a step. A push sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTerms {
    pub kind: StepKind,
    /// As pushed; some of them may have given it away since.
    pub assignees: Vec<Assignee>,
    pub rule: StepRule,
    /// What can be decided.
    pub decisions: BTreeSet<StepDecision>,
    /// Which of these need a comment, also where the policy does not ask for one.
    pub comment_on: BTreeSet<StepDecision>,
    pub due: Option<Due>,
    /// Tasks before this one: who did the work in one of them may not decide here.
    pub not_by: Vec<TaskSlug>,
    /// Tasks before this one: who has it to do reads what was sent in them.
    pub reviews: Vec<TaskSlug>,
    /// Whether a decision can be taken back as long as the result is open, where the policy lets it.
    pub withdrawable: bool,
}

/// Whose decisions it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepRule {
    /// The first decision is the result.
    #[default]
    Any,
    /// Everybody has to agree; the first who does not decides.
    All,
    /// More than half have to agree: a tie does not pass.
    Majority,
}

/// Until when a step is to be done. A decision that comes later counts, and is marked as late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub at: Timestamp,
    /// In whose days and hours it was meant.
    pub zone: Zone,
}

/// Why a step cannot be asked for as described. Places in lists count from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepFlaw {
    #[error("must have 1 to {MAX_ASSIGNEES} assignees")]
    AssigneeCount,
    #[error("names somebody twice")]
    SameAssignee { at: usize },
    #[error("is a guest: they complete work by a share that lets them complete the task")]
    GuestAtWork { at: usize },
    #[error("offers no decision, or none by which the step could be passed")]
    NothingOffered,
    #[error("cannot be decided in a step of this kind")]
    NotOfThisKind { decision: StepDecision },
    #[error("is not among the decisions")]
    CommentOnNothing { decision: StepDecision },
    #[error("nothing is decided in a step of work, so it has no rule, and nothing to withdraw")]
    NothingDecided,
    #[error("is none of the tasks that this one comes after")]
    NotBefore { list: Before, at: usize },
    #[error("reviews more than {MAX_REVIEWED} tasks")]
    TooManyReviewed,
}

/// In which list a step names tasks before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    NotBy,
    Reviews,
}

impl StepTerms {
    /// Everything that is wrong with it, in a task that comes after these.
    pub fn flaws(&self, after: &[TaskSlug]) -> Vec<StepFlaw> {
        let (mut flaws, mut seen) = (Vec::new(), BTreeSet::new());
        if self.assignees.is_empty() || self.assignees.len() > MAX_ASSIGNEES {
            flaws.push(StepFlaw::AssigneeCount);
        }
        for (at, assignee) in self.assignees.iter().enumerate() {
            if !seen.insert(assignee) {
                flaws.push(StepFlaw::SameAssignee { at });
            }
            if self.kind == StepKind::Work && assignee.member().is_none() {
                flaws.push(StepFlaw::GuestAtWork { at });
            }
        }
        let stray = self.decisions.iter().filter(|decision| !self.kind.may_offer(**decision));
        flaws.extend(stray.map(|decision| StepFlaw::NotOfThisKind { decision: *decision }));
        let bare = self.comment_on.difference(&self.decisions);
        flaws.extend(bare.map(|decision| StepFlaw::CommentOnNothing { decision: *decision }));
        if self.kind == StepKind::Work {
            if self.rule != StepRule::Any || self.withdrawable {
                flaws.push(StepFlaw::NothingDecided);
            }
        } else if !self.decisions.iter().any(|decision| decision.passes()) {
            flaws.push(StepFlaw::NothingOffered);
        }
        for (list, named) in [(Before::NotBy, &self.not_by), (Before::Reviews, &self.reviews)] {
            let stray = named.iter().enumerate().filter(|(_, task)| !after.contains(task));
            flaws.extend(stray.map(|(at, _)| StepFlaw::NotBefore { list, at }));
        }
        if self.reviews.len() > MAX_REVIEWED {
            flaws.push(StepFlaw::TooManyReviewed);
        }
        flaws
    }

    /// The tasks before it that it names, each once.
    pub fn before(&self) -> BTreeSet<&TaskSlug> {
        self.not_by.iter().chain(&self.reviews).collect()
    }

    /// Who has the step to do now, in the order of the push, each once. Who does it instead of somebody and is named by a later
    /// push does it for themselves, and the other one has it again: as many decide as are named.
    pub fn assigned<'a>(&'a self, state: &'a StepState) -> Vec<&'a Assignee> {
        let mut seen = BTreeSet::new();
        let now = self.assignees.iter().map(|one| state.instead(&self.assignees, one).unwrap_or(one));
        now.filter(|assignee| seen.insert(*assignee)).collect()
    }

    /// Whether somebody has it to do now.
    pub fn is_assigned(&self, state: &StepState, who: &Assignee) -> bool {
        self.assigned(state).contains(&who)
    }

    /// Whether all that is required has to be filled in before this decision: who sends a task back need not, unless others may
    /// still pass it, because nobody can fill it in after that.
    pub fn asks_for_answers(&self, decision: StepDecision) -> bool {
        decision.passes() || self.rule == StepRule::Majority
    }

    /// Which decisions need a comment under this policy.
    pub fn comment_required(&self, policy: &Policy) -> &BTreeSet<StepDecision> {
        if policy.decision_comment_required.value { &self.decisions } else { &self.comment_on }
    }

    /// Whether a decision can be taken back under this policy, as long as the result is open.
    pub fn is_withdrawable(&self, policy: &Policy) -> bool {
        self.withdrawable && policy.allow_decision_withdrawal.value
    }

    /// The result, from when on no further decision could make it another.
    pub fn result(&self, state: &StepState) -> Option<StepDecision> {
        let assigned = self.assigned(state);
        let given: Vec<_> = assigned.iter().filter_map(|who| state.responses.get(who)).collect();
        let (passing, failing): (Vec<&Response>, Vec<&Response>) =
            given.iter().partition(|response| response.decision.passes());
        match self.rule {
            StepRule::Any => given.iter().min_by_key(|response| response.at).map(|response| response.decision),
            StepRule::All if failing.is_empty() => {
                (passing.len() == assigned.len()).then(|| passed(&passing)).flatten()
            }
            StepRule::All => failed(&failing),
            StepRule::Majority if passing.len() * 2 > assigned.len() => passed(&passing),
            StepRule::Majority if failing.len() * 2 >= assigned.len() => failed(&failing),
            StepRule::Majority => None,
        }
    }
}

/// What several who agree come to: their comments are not lost.
fn passed(responses: &[&Response]) -> Option<StepDecision> {
    let with_comments = |response: &&&Response| response.decision == StepDecision::ApproveWithComments;
    responses.iter().find(with_comments).or(responses.first()).map(|response| response.decision)
}

/// What several who do not agree come to: what most of them decided; where that is even, the rejection.
fn failed(responses: &[&Response]) -> Option<StepDecision> {
    let mut counts = BTreeMap::<_, usize>::new();
    for response in responses {
        *counts.entry(std::cmp::Reverse(response.decision)).or_default() += 1;
    }
    // Of equals, the last is taken: the rejection stands before the return, and so behind it here.
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(std::cmp::Reverse(decision), _)| decision)
}

#[cfg(test)]
mod tests;
