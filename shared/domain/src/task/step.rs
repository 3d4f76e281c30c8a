//! A task that is a step of a review: who has it to do, what they can decide, and from when on the result stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    assignee::Assignee,
    response::{Response, StepState},
    state::TaskState,
    step_kind::{StepDecision, StepKind},
    whose::KnownAs,
};
use crate::{
    policy::{Layer, Policy},
    value::{TaskSlug, Zone},
    with_all::with_all,
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

with_all! {
    /// Whose decisions it takes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum StepRule {
        /// The first decision is the result.
        #[default]
        Any,
        /// Everybody has to agree; the first who does not decides.
        All,
        /// More than half have to agree: a tie does not pass. It waits for who could still make the result another.
        Majority,
    }
}

impl StepRule {
    /// Whether the first who decides does so for all who have the step.
    pub const fn first_decides(self) -> bool {
        match self {
            Self::Any => true,
            Self::All | Self::Majority => false,
        }
    }

    /// Whether the others can still pass the step after one who does not.
    pub const fn can_outvote(self) -> bool {
        match self {
            Self::Any | Self::All => false,
            Self::Majority => true,
        }
    }
}

/// Who asks for a comment with a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentAsked {
    ByStep,
    /// With whichever decision.
    ByPolicy {
        layer: Layer,
    },
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
            if self.rule != StepRule::default() || self.withdrawable {
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

    /// All that somebody decides under, but for who else does, and until when. One more field makes the basis of every step another:
    /// each open page would be out of date, and each receipt would say that what was decided on has changed since.
    pub(super) fn line(&self) -> String {
        let Self { kind, assignees: _, rule, decisions, comment_on, due: _, not_by, reviews, withdrawable } = self;
        let terms = (kind, rule, decisions, comment_on, not_by, reviews, withdrawable);
        serde_json::to_string(&terms).unwrap_or_default() + "\n"
    }

    /// A task in which somebody did the work, so that they may not decide here, as far as it is known how these have come and
    /// which are done. One that is to be done again may be so in a new cycle, in which nobody has worked yet.
    pub fn barred_by(
        &self,
        before: &BTreeMap<TaskSlug, TaskState>,
        is_done: impl Fn(&TaskSlug) -> bool,
        known_as: &KnownAs,
    ) -> Option<&TaskSlug> {
        let did = |state: &TaskState| state.was_worked_on_by(known_as);
        self.not_by.iter().find(|named| is_done(named) && before.get(*named).is_some_and(did))
    }

    /// Whether all that is required has to be filled in before this decision: who sends a task back need not, unless others may
    /// still pass it, because nobody can fill it in after that.
    pub fn asks_for_answers(&self, decision: StepDecision) -> bool {
        decision.passes() || self.rule.can_outvote()
    }

    /// Which of these decisions need a comment, where the host does not say.
    pub fn usual_comments(decisions: &BTreeSet<StepDecision>) -> BTreeSet<StepDecision> {
        decisions.iter().copied().filter(|decision| decision.needs_words()).collect()
    }

    /// Whether a decision needs a comment under this policy, and who says so.
    pub fn comment_asked(&self, decision: StepDecision, policy: &Policy) -> Option<CommentAsked> {
        let by_step = self.comment_on.contains(&decision).then_some(CommentAsked::ByStep);
        let setting = &policy.decision_comment_required;
        by_step.or_else(|| setting.value.then_some(CommentAsked::ByPolicy { layer: setting.layer }))
    }

    /// The decisions that need a comment under this policy.
    pub fn comment_required(&self, policy: &Policy) -> BTreeSet<StepDecision> {
        self.decisions.iter().copied().filter(|decision| self.comment_asked(*decision, policy).is_some()).collect()
    }

    /// Whether a decision can be taken back under this policy, as long as the result is open.
    pub fn is_withdrawable(&self, policy: &Policy) -> bool {
        self.withdrawable && policy.allow_decision_withdrawal.value
    }

    /// The result, from when on no further decision could make it another.
    pub fn result(&self, state: &StepState) -> Option<StepDecision> {
        let assigned = self.assigned(state);
        let given: Vec<_> = assigned.iter().filter_map(|who| state.responses.get(who)).collect();
        let first = |responses: &[&Response]| responses.iter().min_by_key(|one| one.at).map(|one| one.decision);
        let failing: Vec<_> = given.iter().filter(|response| !response.decision.passes()).copied().collect();
        let decided: Vec<_> = given.iter().map(|response| response.decision).collect();
        let open = assigned.len() - given.len();
        match self.rule {
            StepRule::Any => first(&given),
            StepRule::All if !failing.is_empty() => first(&failing),
            StepRule::All => (open == 0).then(|| passed(&decided)).flatten(),
            StepRule::Majority => self.majority(&decided, open),
        }
    }

    /// What more than half come to, once it is the same with all that the others may decide. Nothing is better for a decision than that all
    /// of them make it: so it is enough to look at these ends. Where it can only be passed, more than half have to have done so.
    fn majority(&self, decided: &[StepDecision], open: usize) -> Option<StepDecision> {
        let with = |rest: &StepDecision| majority(&[decided, &vec![*rest; open]].concat());
        let ends: BTreeSet<_> = self.decisions.iter().map(with).collect();
        let settled = ends.first().filter(|_| ends.len() == 1).copied().flatten()?;
        let alike = decided.iter().filter(|decision| decision.passes() == settled.passes()).count();
        (!settled.passes() || alike * 2 > decided.len() + open).then_some(settled)
    }
}

/// What everybody comes to by the majority.
fn majority(decisions: &[StepDecision]) -> Option<StepDecision> {
    let (passing, failing): (Vec<_>, Vec<_>) = decisions.iter().partition(|decision| decision.passes());
    if passing.len() > failing.len() { passed(&passing) } else { failed(&failing) }
}

/// What several who agree come to: the one of their decisions that weighs most.
fn passed(decisions: &[StepDecision]) -> Option<StepDecision> {
    decisions.iter().max_by_key(|decision| decision.weight()).copied()
}

/// What several who do not agree come to: what most of them decided; where that is even, what weighs more.
fn failed(decisions: &[StepDecision]) -> Option<StepDecision> {
    let mut counts = BTreeMap::<_, usize>::new();
    for decision in decisions {
        *counts.entry(*decision).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(decision, count)| (*count, decision.weight())).map(|(decision, _)| decision)
}

#[cfg(test)]
mod tests;
