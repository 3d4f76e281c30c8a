//! What was decided on a task that is handed back counts no more: who decided reads what is sent instead, and decides again.
//! A result that is there stands, and is shown as one on something else.

use std::collections::BTreeSet;

use super::{
    asked::{HandBack, HandBackRefused, OnCompleted},
    named::Named,
};
use crate::{
    audit::Stamp,
    change::Change,
    run::{Listed, Listing},
    share::{ReopenRefused, Share, ShareFact},
    task::{Response, Task, TaskKey, TaskState, WholeTask},
    value::{RecipientId, ShareId, TaskSlug},
};

/// The steps that review a task, and in which somebody has decided.
fn decided_on<'a>(reviewed: &TaskSlug, successors: &'a [Task]) -> impl Iterator<Item = &'a Task> {
    let reviews = |task: &Task| task.spec.step.as_ref().is_some_and(|step| step.reviews.contains(reviewed));
    successors.iter().filter(move |task| reviews(task) && !task.state.step.responses.is_empty())
}

/// Those whose result is open.
fn open_decisions<'a>(reviewed: &TaskSlug, successors: &'a [Task]) -> impl Iterator<Item = &'a Task> {
    decided_on(reviewed, successors).filter(|task| task.state.completion.is_none())
}

/// These without what was decided, as open as they were before.
pub(super) fn set_aside(reviewed: &TaskSlug, successors: &[Task]) -> Vec<(TaskKey, TaskState)> {
    let anew = |task: &Task| {
        let mut state = task.state.clone();
        let decided = std::mem::take(&mut state.step.responses);
        state.step.set_aside.extend(decided.into_keys());
        state.rounds = state.rounds.anew();
        (task.key(), state)
    };
    open_decisions(reviewed, successors).map(anew).collect()
}

/// The others, whose result stands and says so.
pub(super) fn outdated(reviewed: &TaskSlug, successors: &[Task]) -> Vec<(TaskKey, TaskState)> {
    let is_new = |task: &&Task| task.state.completion.is_some() && !task.state.step.outdated;
    let marked = |task: &Task| {
        let mut state = task.state.clone();
        state.step.outdated = true;
        (task.key(), state)
    };
    decided_on(reviewed, successors).filter(is_new).map(marked).collect()
}

impl OnCompleted<'_> {
    /// The steps whose result stands, though it is on what comes back.
    pub fn outdated(&self) -> Vec<TaskSlug> {
        let decided = decided_on(self.task.task.slug(), self.successors);
        decided.filter(|task| task.state.completion.is_some()).map(|task| task.slug().clone()).collect()
    }
}

/// They stand in the lists of those who have them to do.
pub(super) fn listings(reviewed: &TaskSlug, on: OnCompleted<'_>) -> Vec<Listing> {
    let of = |task: &Task| Listing::of_all(on.run, &task.spec, &task.state.step, Listed::to_do(&task.spec));
    open_decisions(reviewed, on.successors).flat_map(of).collect()
}

/// The decisions of guests, each with the step that it came in.
fn of_guests<'a>(
    reviewed: &TaskSlug,
    successors: &'a [Task],
) -> impl Iterator<Item = (&'a Task, ShareId, &'a Response)> {
    let given = |task: &'a Task| {
        let responses = task.state.step.responses.values();
        responses.filter_map(move |response| Some((task, response.through.share()?, response)))
    };
    open_decisions(reviewed, successors).flat_map(given)
}

impl HandBack {
    /// The shares by which guests decided on what comes back, each once, beside those that are asked for it.
    pub fn deciders(&self, task: &WholeTask, successors: &[Task], asked: &[ShareId]) -> Vec<(ShareId, RecipientId)> {
        if !self.force || self.returned.is_empty() {
            return vec![];
        }
        let given = of_guests(task.task.slug(), successors);
        let others = given.filter(|(_, share, _)| !asked.contains(share)).map(|(_, share, own)| (share, own.of));
        others.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Each of these shares is open again, and its trail says why. One that was revoked stays so.
pub(super) fn told(
    mut change: Change<Vec<Share>>,
    on: OnCompleted<'_>,
    (reviewed, named): (&TaskSlug, &Named),
    stamp: &Stamp,
) -> Result<Change<Vec<Share>>, HandBackRefused> {
    for managed in on.deciders {
        let share = managed.share();
        let given = of_guests(reviewed, on.successors).filter(|(_, by, _)| *by == share.id());
        let tasks: Vec<_> = given.map(|(task, ..)| task.slug().clone()).collect();
        let set_aside =
            |task: &TaskSlug| ShareFact::DecisionSetAside { task: task.clone(), reviewed: reviewed.clone() };
        let Some((first, others)) = tasks.split_first() else { continue };
        let (reopened, renewed) = match share.reopened(on.policy, stamp) {
            Ok(reopened) => reopened,
            Err(ReopenRefused::Over { .. }) => continue,
            Err(refused) => return Err(refused.into()),
        };
        let (others, accepted) = (others.iter().map(set_aside), named.accepted_of(on.task, share.recipient()));
        let more = others.chain(renewed).chain(accepted);
        let one = Change::new(reopened.undecided(&tasks), stamp, set_aside(first), more);
        change = change.and(one, |shares, share| [shares, vec![share]].concat());
    }
    Ok(change)
}
