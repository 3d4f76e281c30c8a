//! A run as it was pushed: its tasks in the host's order, and which of them wait for which.

use jiff::Timestamp;

use super::{fact::RunFact, progress::Progress};
use crate::{
    audit::{About, Head, TrailId},
    change::Audited,
    task::{Spec, Task, TaskState},
    value::{Line, OrgSlug, Place, ProjectSlug, RunId, RunSlug, TaskSlug},
};

/// The static part of a run, written by pushes alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub id: RunId,
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub slug: RunSlug,
    pub title: Line<200>,
    /// In the host's order.
    pub steps: Vec<Step>,
    pub version: u64,
}

/// One task's place in the flow. Tasks are numbered as they come; a number is never given again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub task: TaskSlug,
    pub index: u16,
    /// The numbers of the tasks that come first.
    pub after: Vec<u16>,
}

/// A run with how far it has come. Its trail belongs to both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunState {
    pub run: Run,
    pub progress: Progress,
}

/// A run as a push finds it: with its tasks, in the host's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRun {
    pub run: Run,
    pub progress: Progress,
    pub tasks: Vec<KnownTask>,
}

/// A task as a push finds it: what it asks, and whether it is completed. Answers are none of the push's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTask {
    pub spec: Spec,
    pub state: TaskState,
    /// How its other row describes it: as it was before, or as a push would have it that has not ended.
    pub other: Option<Spec>,
}

impl KnownTask {
    /// A task of its rows, of which one may be of an earlier cycle.
    pub fn new(spec: Spec, state: TaskState) -> Self {
        let state = state.in_cycle(spec.cycle);
        Self { spec, state, other: None }
    }
}

/// Where a task stands in its run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    Waiting { on: Vec<TaskSlug> },
    Open,
    Completed { at: Timestamp },
}

impl Run {
    pub fn step(&self, task: &TaskSlug) -> Option<&Step> {
        self.steps.iter().find(|s| s.task == *task)
    }

    /// Whether a task of it is completed.
    pub fn is_done(&self, task: &TaskSlug, progress: &Progress) -> bool {
        self.step(task).is_some_and(|step| progress.done.has(step.index))
    }

    /// The tasks that wait for a task, themselves.
    pub fn successors(&self, index: u16) -> impl Iterator<Item = &TaskSlug> {
        self.steps.iter().filter(move |step| step.after.contains(&index)).map(|step| &step.task)
    }

    /// The tasks that a task was the last to hold back, once it is done.
    pub(crate) fn freed_by(&self, index: u16, progress: &Progress) -> Vec<TaskSlug> {
        let open = |step: &&Step| {
            step.after.contains(&index)
                && !progress.done.has(step.index)
                && step.after.iter().all(|first| progress.passed(*first))
        };
        self.steps.iter().filter(open).map(|step| step.task.clone()).collect()
    }
}

impl Turn {
    pub fn of(task: &Task, progress: &Progress) -> Self {
        let on = progress.waiting_on(&task.spec);
        match &task.state.completion {
            Some(completion) => Self::Completed { at: completion.at },
            None if on.is_empty() => Self::Open,
            None => Self::Waiting { on },
        }
    }
}

impl Audited for RunState {
    type Fact = RunFact;

    fn trail(&self) -> TrailId {
        TrailId(format!("run/{}", self.run.id))
    }
    fn about(&self) -> About {
        About {
            org: self.run.org.clone(),
            project: Some(self.run.project.clone()),
            place: Some(Place::Run(self.run.id)),
            path: Some(format!("runs/{}", self.run.slug)),
        }
    }
    fn head(&self) -> Head {
        self.progress.head
    }
    fn set_head(&mut self, head: Head) {
        self.progress.head = head;
    }
}
