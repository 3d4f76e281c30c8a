//! Staff give a step of somebody to somebody else.

use jiff::Timestamp;

use crate::{
    audit::Stamp,
    change::Change,
    run::{Listed, Listing, Progress, RunFact, RunState},
    staff::{Authority, Forbidden, Member, Right},
    task::{Assignee, StepTerms, Task, TaskKey, TaskState},
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
    #[error("there is no such member in this org")]
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
        let step = task.spec.step.as_ref().filter(|_| task.run == self.run.id).ok_or(ReassignRefused::NoSuchStep)?;
        let here = to.filter(|member| member.org == self.run.org);
        let to = replacement(task, step, from, here)?;
        let state = TaskState {
            step: task.state.step.given(&step.assignees, from, &Assignee::Member(to.to_owned())),
            ..task.state.clone()
        };
        let gone = from.member().map(|sub| Listing::of(&self.run, task.slug(), sub, Listed::Nowhere));
        let come = Listing::of(&self.run, task.slug(), to, Listed::to_do(&task.spec));
        let fact = RunFact::StepReassigned {
            task: task.slug().clone(),
            from: from.member().map(str::to_owned),
            to: to.to_owned(),
        };
        let moved = Self { run: self.run.clone(), progress: self.progress.moved() };
        let change = Change::new(moved, stamp, fact, []);
        Ok(change.map(|after| Reassigned {
            progress: after.progress,
            task: task.key(),
            state,
            listings: gone.into_iter().chain([come]).collect(),
        }))
    }
}

/// Whether a step can go from one person to another, who must be of the org: `None`, if they are not. Nobody has it
/// twice, as a member and as a guest.
pub(crate) fn replacement<'a>(
    task: &Task,
    step: &StepTerms,
    from: &Assignee,
    to: Option<&'a Member>,
) -> Result<&'a str, ReassignRefused> {
    if let Some(completion) = &task.state.completion {
        return Err(ReassignRefused::Done { at: completion.at });
    }
    if !step.is_assigned(&task.state.step, from) {
        return Err(ReassignRefused::NotAssigned);
    }
    if let Some(response) = task.state.step.responses.get(from) {
        return Err(ReassignRefused::Responded { at: response.at });
    }
    let to = to.ok_or(ReassignRefused::NoSuchMember)?;
    let has = |who: &Assignee| step.is_assigned(&task.state.step, who);
    let guest = Assignee::guest(&to.email);
    if has(&Assignee::Member(to.sub.clone())) || (guest != *from && has(&guest)) {
        return Err(ReassignRefused::AssignedAlready);
    }
    Ok(&to.sub)
}

#[cfg(test)]
mod tests;
