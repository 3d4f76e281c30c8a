//! Staff hand some of a completed task back: it is open again for exactly that, and the guests are asked once more.

mod mails;
mod named;
mod room;

use std::collections::BTreeSet;

pub use self::named::{Item, ItemFlaw};
use self::{mails::mails, named::Named};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    policy::Policy,
    run::{Listed, Listing, Progress, Run},
    share::{Gate, Managed, ReopenRefused, Share, ShareFact},
    staff::Forbidden,
    task::{Completion, HandedBack, MAX_HAND_BACKS, Returned, TaskKey, TaskState, WholeTask, Work},
    value::{Paragraphs, RecipientId, ShareId, TaskSlug, UploadId, Zone},
};

/// Accepts answers and files of a completed task, or hands them back. What is not named stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandBack {
    pub accepted: Vec<Item>,
    /// Each with the reason, which its guest reads.
    pub returned: Vec<(Item, Paragraphs<1000>)>,
    /// Also where somebody has begun a task that waits again by it.
    pub force: bool,
    /// The round that was read; `None`: whichever stands.
    pub round: Option<u16>,
}

/// A completed task with all that handing it back depends on.
#[derive(Debug, Clone, Copy)]
pub struct OnCompleted<'a> {
    pub run: &'a Run,
    pub progress: &'a Progress,
    pub task: &'a WholeTask,
    /// The shares of [`HandBack::asks`], in that order, as far as they are there.
    pub shares: &'a [Managed<'a>],
    /// The tasks that wait for it.
    pub successors: &'a [Successor],
    /// Of the project, and in which zone it counts days.
    pub policy: (&'a Policy, &'a Zone),
}

/// A task that waits for the one that is handed back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Successor {
    pub task: TaskSlug,
    pub state: TaskState,
    pub work: Work,
}

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
    /// Who has it to do as a step finds it so again.
    pub listings: Vec<Listing>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandBackRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("there is no such task in this run")]
    NoSuchTask,
    /// Also while it is handed back and not sent again.
    #[error("this task is not completed, so there is nothing to hand back yet")]
    NotCompleted,
    /// A decision or somebody's step completed it, and no guest by their share. A push opens it again, by a higher cycle.
    #[error(
        "this task was completed in a step, so none of it is handed back; a push with a higher cycle opens it again"
    )]
    InStep,
    /// It was handed back and sent again since it was read.
    #[error("this is another round of the task than what was read")]
    AnotherRound,
    #[error("some of what is named cannot be accepted or handed back")]
    Flawed { accepted: Vec<(usize, ItemFlaw)>, returned: Vec<(usize, ItemFlaw)> },
    #[error(transparent)]
    Reopen(#[from] ReopenRefused),
    #[error("these tasks have begun since: {}; they wait again if you force it", names(tasks))]
    Begun { tasks: Vec<TaskSlug> },
    #[error("a task is handed back at most {MAX_HAND_BACKS} times")]
    TooOften,
    /// Fewer than ten where many have the task to do.
    #[error("the files of at most {most} other guests can be handed back at once in this task, not of {asked}")]
    TooManyGuests { asked: usize, most: usize },
}

fn names(tasks: &[TaskSlug]) -> String {
    tasks.iter().map(TaskSlug::as_str).collect::<Vec<_>>().join(", ")
}

impl HandBack {
    fn named(&self, task: &WholeTask) -> Result<Named, HandBackRefused> {
        let named = Named::of(&self.accepted, &self.returned, task);
        named.map_err(|(accepted, returned)| HandBackRefused::Flawed { accepted, returned })
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
        let fact = named.accepted_fact(on.task);
        let change = Change::new(first.share().clone(), stamp, fact, []);
        let made = |share: Share| TaskHandedBack {
            gates: vec![share.gate],
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
        if whole.task.state.rounds.handed_back >= MAX_HAND_BACKS {
            return Err(HandBackRefused::TooOften);
        }
        let begun: Vec<_> = on.successors.iter().filter(|s| s.has_begun()).map(|s| s.task.clone()).collect();
        if !begun.is_empty() && !self.force {
            return Err(HandBackRefused::Begun { tasks: begun });
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
            begun: begun.clone(),
        };
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
            };
            let one = Change::new(reopened, stamp, fact, renewed);
            change = Some(match change {
                None => one.map(|share| vec![share]),
                Some(before) => before.and(one, |shares, share| [shares, vec![share]].concat()),
            });
        }
        let change = change.ok_or(HandBackRefused::NoSuchTask)?;
        let handed_back = HandedBack { asked: change.state().iter().map(Share::id).collect(), ..handed_back };
        let mails = mails(on.task, &handed_back, (change.state(), on.shares));
        let spec = &whole.task.spec;
        let listings = Listing::of_all(on.run, spec, &state.step, Listed::to_do(spec));
        let made = |shares: Vec<Share>| TaskHandedBack {
            gates: shares.into_iter().map(|share| share.gate).collect(),
            task,
            state,
            returned: Some(Reopened { progress, handed_back, waiting, listings }),
        };
        Ok(change.map(made).mail(stamp, mails))
    }
}

impl Successor {
    /// Whether somebody has done something in it.
    fn has_begun(&self) -> bool {
        self.state.completion.is_some()
            || !self.state.files.is_empty()
            || !self.work.answers.is_empty()
            || !self.state.step.responses.is_empty()
    }
}

#[cfg(test)]
mod tests;
