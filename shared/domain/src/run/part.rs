//! One person's part in one step of a run, and in which list of theirs it stands.

use jiff::Timestamp;

use super::flow::Run;
use crate::{
    task::{Spec, StepState, TaskKey, TaskState},
    value::{OrgSlug, ProjectSlug, RunId, RunSlug, StepId, TaskSlug},
};

/// Whose part it is, in which step. It never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartOf {
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub run: RunId,
    /// The host's name for the run.
    pub slug: RunSlug,
    pub task: TaskSlug,
    pub sub: String,
}

/// Where a step stands in the lists of one person. Lists are asked what somebody may have to do; whether they have, the
/// task says. Writing it also ends what the person was about to do on an older state of their part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    pub part: PartOf,
    pub list: Listed,
}

/// Which list, and by what it is sorted there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// By when it is due; without that, behind all that is.
    ToDo {
        due: Option<Timestamp>,
    },
    Done {
        at: Timestamp,
    },
    /// They have not got it to do any more.
    Nowhere,
}

impl PartOf {
    pub fn new(run: &Run, task: &TaskSlug, sub: &str) -> Self {
        Self {
            org: run.org.clone(),
            project: run.project.clone(),
            run: run.id,
            slug: run.slug.clone(),
            task: task.clone(),
            sub: sub.to_owned(),
        }
    }

    pub fn id(&self) -> StepId {
        StepId::of(self.run, &self.task, &self.sub)
    }

    pub fn key(&self) -> TaskKey {
        TaskKey { run: self.run, task: self.task.clone() }
    }
}

impl Listed {
    /// The list of what is to be done in a step.
    pub(crate) fn to_do(spec: &Spec) -> Self {
        let due = spec.step.as_ref().and_then(|step| step.due.as_ref());
        Self::ToDo { due: due.map(|due| due.at) }
    }
}

impl Listing {
    pub(crate) fn of(run: &Run, task: &TaskSlug, sub: &str, list: Listed) -> Self {
        Self { part: PartOf::new(run, task, sub), list }
    }

    /// A step in the same list of all who have it to do.
    pub(crate) fn of_all(run: &Run, spec: &Spec, state: &StepState, list: Listed) -> Vec<Self> {
        let subs = subs(spec, state);
        subs.into_iter().map(|sub| Self::of(run, &spec.task, sub, list)).collect()
    }

    /// In how many lists a step stands: one for each member who has it to do.
    pub(crate) fn count(spec: &Spec, state: &StepState) -> usize {
        subs(spec, state).len()
    }

    /// Where a step stands in the lists of all who have it to do.
    pub(super) fn standing(run: &Run, spec: &Spec, state: &TaskState) -> Vec<Self> {
        let decided = |sub: &str| {
            let responses = state.step.responses.iter();
            responses.filter(|(who, _)| who.member() == Some(sub)).map(|(_, response)| response.at).next()
        };
        let done = |sub: &str| state.completion.as_ref().map(|done| done.at).or_else(|| decided(sub));
        let list = |sub: &str| done(sub).map_or_else(|| Listed::to_do(spec), |at| Listed::Done { at });
        subs(spec, &state.step).into_iter().map(|sub| Self::of(run, &spec.task, sub, list(sub))).collect()
    }

    /// What becomes of the lists where a step was described anew: all who have it to do now, and those who had.
    pub(super) fn of_change(
        run: &Run,
        before: Option<(&Spec, &TaskState)>,
        spec: &Spec,
        state: &TaskState,
    ) -> Vec<Self> {
        let now = subs(spec, &state.step);
        let had = before.into_iter().flat_map(|(spec, state)| subs(spec, &state.step));
        let gone = had.filter(|sub| !now.contains(sub)).map(|sub| Self::of(run, &spec.task, sub, Listed::Nowhere));
        Self::standing(run, spec, state).into_iter().chain(gone).collect()
    }
}

/// The members who have a step to do.
pub(super) fn subs<'a>(spec: &'a Spec, state: &'a StepState) -> Vec<&'a str> {
    let assigned = spec.step.iter().flat_map(|step| step.assigned(state));
    assigned.filter_map(|assignee| assignee.member()).collect()
}
