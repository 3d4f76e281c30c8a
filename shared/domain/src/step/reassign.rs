//! Staff give a step of somebody to somebody else.

use jiff::Timestamp;

use crate::{
    audit::Stamp,
    change::Change,
    run::{Listed, Listing, Progress, Run, RunFact, RunState},
    staff::{Authority, Forbidden, Member, Right},
    task::{Assignee, StepTerms, Task, TaskKey, TaskState},
    value::RecipientId,
};

/// A step that somebody else has to do now.
#[derive(Debug, Clone)]
pub struct Reassigned {
    pub progress: Progress,
    pub task: TaskKey,
    pub state: TaskState,
    pub listings: Vec<Listing>,
}

/// Why a step is not given to somebody else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReassignRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// Also for tasks that are no steps.
    #[error("there is no such step in this run")]
    NoSuchStep,
    #[error("this step is already completed")]
    Done { at: Timestamp },
    #[error("they have not got this step to do")]
    NotAssigned,
    #[error("they have decided in this step already")]
    Responded { at: Timestamp },
    #[error(
        "there is nobody of that name here to whom a step can be given: a sub is that of a member of the org, an address that of a responder or of a member with a role in the project"
    )]
    NoSuchMember,
    #[error("they have this step to do already")]
    AssignedAlready,
}

impl RunState {
    /// Gives the step of one assignee to another person of the org. What the first one did there stays.
    pub fn reassign(
        &self,
        by: Authority<'_>,
        task: &Task,
        from: &Assignee,
        to: Option<&Member>,
        stamp: &Stamp,
    ) -> Result<Change<Reassigned>, ReassignRefused> {
        by.covers(Right::PushRuns, &self.run.org, &self.run.project)?;
        let HandOver { to, state, listings } = HandOver::of(&self.run, task, from, (by.member(), to))?;
        let fact = RunFact::StepReassigned {
            task: task.slug().clone(),
            from: from.member().map(str::to_owned),
            from_guest: from.recipient(&self.run.org),
            to,
        };
        let moved = Self { run: self.run.clone(), progress: self.progress.moved() };
        let change = Change::new(moved, stamp, fact, []);
        Ok(change.map(|after| Reassigned { progress: after.progress, task: task.key(), state, listings }))
    }
}

/// A step that goes from one person to another: by their own wish, or that of staff.
pub(crate) struct HandOver {
    /// The `sub` of who has it now.
    pub(crate) to: String,
    pub(crate) state: TaskState,
    /// Of these two, as far as they are no guests.
    pub(crate) listings: Vec<Listing>,
}

impl HandOver {
    /// `to`: `None`, if there is nobody of that name.
    pub(crate) fn of(
        run: &Run,
        task: &Task,
        from: &Assignee,
        (giver, to): (&Member, Option<&Member>),
    ) -> Result<Self, ReassignRefused> {
        let step = task.spec.step.as_ref().filter(|_| task.run == run.id).ok_or(ReassignRefused::NoSuchStep)?;
        still_theirs(task, step, from)?;
        let to = to.filter(|member| member.org == run.org).ok_or(ReassignRefused::NoSuchMember)?;
        if has_it(task, step, (from, to), giver.knows(to, &run.project)) {
            return Err(ReassignRefused::AssignedAlready);
        }
        let given = task.state.step.given(&step.assignees, from, &Assignee::Member(to.sub.clone()));
        let gone = from.member().map(|sub| Listing::of(run, task.slug(), sub, Listed::Nowhere));
        let come = Listing::of(run, task.slug(), &to.sub, Listed::to_do(&task.spec));
        Ok(Self {
            to: to.sub.clone(),
            state: TaskState { step: given, ..task.state.clone() },
            listings: gone.into_iter().chain([come]).collect(),
        })
    }
}

/// Whether somebody has the step to do, and has not done it yet.
fn still_theirs(task: &Task, step: &StepTerms, from: &Assignee) -> Result<(), ReassignRefused> {
    if let Some(completion) = &task.state.completion {
        return Err(ReassignRefused::Done { at: completion.at });
    }
    if !step.is_assigned(&task.state.step, from) {
        return Err(ReassignRefused::NotAssigned);
    }
    match task.state.step.responses.get(from) {
        Some(response) => Err(ReassignRefused::Responded { at: response.at }),
        None => Ok(()),
    }
}

/// Whether somebody has the step already. Nobody has it twice, as a member and as a guest, where who gives it may know that
/// they are the same; where not, nobody decides twice.
fn has_it(task: &Task, step: &StepTerms, (from, to): (&Assignee, &Member), is_known: bool) -> bool {
    let has = |who: &Assignee| step.is_assigned(&task.state.step, who);
    let guest = Assignee::guest(&to.email);
    // Who has decided by a link, or under another account, has it too.
    let known_by = RecipientId::of(&to.org, &to.email);
    let has_decided = task.state.step.responses.values().any(|given| given.of == known_by);
    has(&Assignee::Member(to.sub.clone())) || (is_known && (has_decided || (guest != *from && has(&guest))))
}

#[cfg(test)]
mod tests;
