//! Staff hand some of a completed task back: it is open again for exactly that, and the guests are asked once more.

mod asked;
mod mails;
mod named;
mod not_given;
mod room;
mod senders;
mod set_aside;

use std::collections::BTreeSet;

pub use self::{
    asked::{HandBack, HandBackRefused, OnCompleted},
    named::{Item, ItemFlaw},
    not_given::NotGiven,
};
use self::{mails::mails, named::Named};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    run::{Listed, Listing, Progress, Run},
    share::{Gate, ReopenRefused, Share, ShareFact},
    task::{Completion, HandedBack, MAX_ENDED_ROUNDS, Returned, TaskKey, TaskState, WholeTask},
    value::{RecipientId, ShareId, TaskSlug, UploadId},
};

/// A task of which answers and files were accepted or handed back. Where some were returned, it is open again.
#[derive(Debug, Clone)]
pub struct TaskHandedBack {
    /// That of the guest who completed it first.
    pub gates: Vec<Gate>,
    pub task: TaskKey,
    pub state: TaskState,
    pub returned: Option<Reopened>,
}

/// What handing back has brought about.
#[derive(Debug, Clone)]
pub struct Reopened {
    pub progress: Progress,
    pub handed_back: HandedBack,
    /// The tasks that wait again.
    pub waiting: Vec<TaskSlug>,
    /// The steps in which decisions on it count no more.
    pub set_aside: Vec<(TaskKey, TaskState)>,
    /// Those that were decided on what it was.
    pub outdated: Vec<(TaskKey, TaskState)>,
    /// Who has one of these steps to do finds it so again.
    pub listings: Vec<Listing>,
}

impl HandBack {
    fn named(&self, task: &WholeTask) -> Result<Named, HandBackRefused> {
        let named = Named::of(&self.accepted, &self.returned, task);
        let named = named.map_err(|(accepted, returned)| HandBackRefused::Flawed { accepted, returned })?;
        if named.reason_bytes() > room::MAX_REASON_BYTES { Err(HandBackRefused::TooMuch) } else { Ok(named) }
    }

    /// The shares whose guests are asked: first that of the guest who completed the task; where files of other guests are
    /// returned, one of each of them.
    pub fn asks(&self, task: &WholeTask) -> Result<Vec<(ShareId, RecipientId)>, HandBackRefused> {
        let completion = task.task.state.completion.as_ref().ok_or(HandBackRefused::NotCompleted)?;
        let share = share_of(completion, task)?;
        let named = self.named(task)?;
        let mut known = BTreeSet::from([completion.recipient]);
        let mut asked = vec![(share, completion.recipient)];
        for file in task.files.iter().rev().filter(|file| named.returns(file.upload.id)) {
            let Some(share) = file.upload.through.share() else { continue };
            if known.insert(file.recipient) {
                asked.push((share, file.recipient));
            }
        }
        let (others, most) = (asked.len() - 1, room::others_asked(task));
        if others > most { Err(HandBackRefused::TooManyGuests { asked: others, most }) } else { Ok(asked) }
    }
}

impl Act<OnCompleted<'_>> for HandBack {
    type Made = TaskHandedBack;
    type Refused = HandBackRefused;

    /// It stands already where all that is accepted was accepted before.
    fn decide(&self, on: OnCompleted<'_>, stamp: &Stamp) -> Result<Decision<TaskHandedBack>, HandBackRefused> {
        let state = &on.task.task.state;
        let completion = state.completion.as_ref().ok_or(HandBackRefused::NotCompleted)?;
        let share = share_of(completion, on.task)?;
        let first = on.shares.first().filter(|managed| managed.share().id() == share);
        let first = first.ok_or(HandBackRefused::NoSuchTask)?;
        if on.run.id != on.task.task.run || on.progress.run != on.run.id || !is_of(first.share(), on.run) {
            return Err(HandBackRefused::NoSuchTask);
        }
        if self.round.is_some_and(|read| read != state.rounds.current()) {
            return Err(HandBackRefused::AnotherRound);
        }
        let named = self.named(on.task)?;
        if named.is_return() {
            return Ok(self.reopen(on, completion, named, stamp)?.into());
        }
        let accepted = named.accepted_in(state);
        if accepted == *state {
            let (gates, state) = (vec![first.share().gate.clone()], accepted);
            return Ok(Decision::Already(TaskHandedBack { gates, task: on.task.task.key(), state, returned: None }));
        }
        let fact = named.accepted_fact(on.task).ok_or(HandBackRefused::NoSuchTask)?;
        let change = Change::new(first.share().clone(), stamp, fact, []).map(|share| vec![share]);
        let change = senders::told(change, on, &named, stamp);
        let made = |shares: Vec<Share>| TaskHandedBack {
            gates: shares.into_iter().map(|share| share.gate).collect(),
            task: on.task.task.key(),
            state: accepted,
            returned: None,
        };
        Ok(change.map(made).into())
    }
}

/// The share by which a task was completed.
fn share_of(completion: &Completion, task: &WholeTask) -> Result<ShareId, HandBackRefused> {
    let share = completion.through.share().filter(|_| !task.task.is_decided());
    share.ok_or(HandBackRefused::InStep)
}

/// Whether a share is of this run.
fn is_of(share: &Share, run: &Run) -> bool {
    share.terms.scope.place() == crate::value::Place::Run(run.id)
}

impl HandBack {
    fn reopen(
        &self,
        on: OnCompleted<'_>,
        completion: &Completion,
        named: Named,
        stamp: &Stamp,
    ) -> Result<Change<TaskHandedBack>, HandBackRefused> {
        let whole = on.task;
        let (task, index) = (whole.task.key(), whole.task.spec.index);
        if whole.task.state.rounds.ended >= MAX_ENDED_ROUNDS {
            return Err(HandBackRefused::TooManyRounds);
        }
        let begun: Vec<_> = on.successors.iter().filter(|s| s.has_begun()).map(|s| s.slug().clone()).collect();
        if !begun.is_empty() && !self.force {
            let done = on.successors.iter().filter(|task| task.state.completion.is_some());
            return Err(HandBackRefused::Begun { tasks: begun, done: done.map(|task| task.slug().clone()).collect() });
        }
        let waiting = on.run.freed_by(index, on.progress);
        let mut progress = on.progress.moved();
        progress.done.set(index, false);
        let handed_back = HandedBack {
            round: whole.task.state.rounds.current(),
            at: stamp.now,
            by: on.shares[0].member().name.clone(),
            completion: completion.clone(),
            returned: named.returned(whole),
            asked: vec![],
            deciders: vec![],
            begun: begun.clone(),
        };
        let (set_aside, again) = (set_aside::set_aside(&task.task, on.successors), set_aside::listings(&task.task, on));
        let outdated = set_aside::outdated(&task.task, on.successors);
        let rows = room::set_aside(set_aside.len() + outdated.len(), again.len(), on.deciders.len());
        let others = room::others_told(whole, on.shares.len() + on.senders.len(), rows)
            .ok_or(HandBackRefused::TooManyDeciders)?;
        let mut state = named.reopened(&whole.task.state, stamp.now);
        state.workers.insert(completion.recipient);
        let round = state.rounds.current();
        let mut change: Option<Change<Vec<Share>>> = None;
        for managed in on.shares {
            let share = managed.share();
            let (reopened, renewed) = match share.reopened(on.policy, stamp) {
                Ok(reopened) => reopened,
                // Whose link was revoked is not asked; who completed the task can send another file.
                Err(ReopenRefused::Over { .. }) if change.is_some() => continue,
                Err(refused) => return Err(refused.into()),
            };
            let is_own = |file: &UploadId| change.is_none() || whole.task.state.own(*file, share.recipient()).is_some();
            let files = handed_back.returned.iter().filter_map(Returned::upload).filter(is_own).collect();
            let fact = ShareFact::HandedBack {
                task: task.task.clone(),
                round,
                fields: if change.is_none() { named.fields() } else { vec![] },
                files,
                reasons: handed_back.digest(),
                waiting: waiting.clone(),
                begun: begun.clone(),
                set_aside: set_aside.iter().map(|(key, _)| key.task.clone()).collect(),
                outdated: outdated.iter().map(|(key, _)| key.task.clone()).collect(),
            };
            let of_others = || named.accepted_of(whole, share.recipient());
            let accepted = if change.is_none() { named.accepted_fact(whole) } else { of_others() };
            let reopened = reopened.undecided(set_aside.iter().map(|(key, _)| &key.task));
            let one = Change::new(reopened, stamp, fact, renewed.into_iter().chain(accepted));
            change = Some(match change {
                None => one.map(|share| vec![share]),
                Some(before) => before.and(one, |shares, share| [shares, vec![share]].concat()),
            });
        }
        let change = change.ok_or(HandBackRefused::NoSuchTask)?;
        let asked: Vec<_> = change.state().iter().map(Share::id).collect();
        state.rounds.asked = change.state().iter().map(Share::recipient).collect();
        state.rounds.answers = whole.task.work.version;
        let change = set_aside::told(change, on, (&task.task, &named), stamp)?;
        let deciders = change.state().iter().map(Share::id).filter(|share| !asked.contains(share)).collect();
        let handed_back = HandedBack { asked, deciders, ..handed_back };
        let mails = mails(on, &handed_back, change.state(), others);
        let change = senders::told(change, on, &named, stamp);
        let spec = &whole.task.spec;
        let own = Listing::of_all(on.run, spec, &state.step, Listed::to_do(spec));
        let listings = [own, again].concat();
        let made = |shares: Vec<Share>| TaskHandedBack {
            gates: shares.into_iter().map(|share| share.gate).collect(),
            task,
            state,
            returned: Some(Reopened { progress, handed_back, waiting, set_aside, outdated, listings }),
        };
        Ok(change.map(made).mail(stamp, mails))
    }
}

#[cfg(test)]
mod tests;
