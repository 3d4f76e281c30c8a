//! Giving one's step to somebody else of the org.

use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    gate::{OnTask, Permit, WorkRefused},
    run::{Listed, Listing, Progress, Run},
    staff::Member,
    step::{ReassignRefused, StepFact, StepGate, replacement},
    task::{Assignee, TaskKey, TaskState},
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
    #[error(transparent)]
    Reassign(#[from] ReassignRefused),
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
        let (Some(assignment), Some(step), true) = (permit.assignment(), &task.spec.step, run.id == task.run) else {
            return Err(WorkRefused::NoSuchTask.into());
        };
        let (gate, from) = (assignment.gate(), permit.assignee());
        let here = member.as_ref().filter(|member| member.org == gate.part.org);
        let to = replacement(task, step, &from, here)?;
        let given = task.state.step.given(&step.assignees, &from, &Assignee::Member(to.to_owned()));
        let state = TaskState { step: given, ..task.state.clone() };
        let listings = vec![
            Listing::of(run, task.slug(), &gate.part.sub, Listed::Nowhere),
            Listing::of(run, task.slug(), to, Listed::to_do(&task.spec)),
        ];
        let fact = StepFact::Delegated { task: task.slug().clone(), to: to.to_owned() };
        let change = Change::new(gate.clone(), stamp, fact, []);
        let progress = permit.progress().moved();
        Ok(change.map(|by| Delegated { by, task: task.key(), state, progress, listings }).into())
    }
}

#[cfg(test)]
mod tests;
