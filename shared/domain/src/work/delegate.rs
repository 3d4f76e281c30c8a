//! Giving one's step to somebody else of the org.

use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    gate::{OnTask, Permit, WorkRefused},
    run::{Listing, Progress, Run},
    staff::Member,
    step::{HandOver, ReassignRefused, StepFact, StepGate},
    task::{TaskKey, TaskState},
};

/// Gives the step of the actor to the member whom the act names. It takes no right: who has a step to do may pass it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delegate;

/// What else is named: the run, and the member, if there is one of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelegatedTo {
    pub run: Run,
    pub member: Option<Member>,
}

#[derive(Debug, Clone)]
pub struct Delegated {
    pub by: StepGate,
    pub task: TaskKey,
    pub state: TaskState,
    /// Written with it, so that no push was planned before and commits after it.
    pub progress: Progress,
    pub listings: Vec<Listing>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DelegateRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("{}", told_to_who_gives(.0))]
    Reassign(#[from] ReassignRefused),
}

/// Who gives their own step is spoken to, and not of.
fn told_to_who_gives(refused: &ReassignRefused) -> String {
    match refused {
        ReassignRefused::NotAssigned => "you have not got this step to do".to_owned(),
        ReassignRefused::Responded { .. } => "you have decided in this step already".to_owned(),
        ReassignRefused::Forbidden(_)
        | ReassignRefused::NoSuchStep
        | ReassignRefused::Done { .. }
        | ReassignRefused::NoSuchMember
        | ReassignRefused::AssignedAlready => refused.to_string(),
    }
}

impl Act<Permit<'_, OnTask<DelegatedTo>>> for Delegate {
    type Made = Delegated;
    type Refused = DelegateRefused;

    /// Guests have nothing to give: their step is theirs by their link.
    fn decide(
        &self,
        permit: Permit<'_, OnTask<DelegatedTo>>,
        stamp: &Stamp,
    ) -> Result<Decision<Delegated>, DelegateRefused> {
        let (task, DelegatedTo { run, member }) = (permit.task(), permit.also());
        let own = permit.assignment().ok_or(WorkRefused::NoSuchTask)?;
        let people = (own.member(), member.as_ref());
        let HandOver { to, state, listings } = HandOver::of(run, task, &permit.assignee(), people)?;
        let fact = StepFact::Delegated { task: task.slug().clone(), to };
        let change = Change::new(own.gate().clone(), stamp, fact, []);
        let progress = permit.progress().moved();
        Ok(change.map(|by| Delegated { by, task: task.key(), state, progress, listings }).into())
    }
}

#[cfg(test)]
mod tests;
