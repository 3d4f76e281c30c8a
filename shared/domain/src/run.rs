//! A running flow: the host pushes its tasks; which of them wait for which is a graph without cycles.

mod graph;
mod push;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use graph::GraphFlaw;
pub use push::{Push, PushRefused, Pushed, PushedTask, TaskFlaw, push};

use crate::{
    audit::{Head, TrailId},
    change::Audited,
    id::RunId,
    slug::{OrgSlug, ProjectSlug, RunSlug, TaskSlug},
    text::Line,
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub id: RunId,
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub slug: RunSlug,
    pub title: Line<200>,
    /// In the host's order.
    pub steps: Vec<Step>,
    pub done: BTreeMap<TaskSlug, Timestamp>,
    pub head: Head,
    #[serde(skip)]
    pub version: u64,
}

/// One task's place in the flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub task: TaskSlug,
    pub title: Line<200>,
    /// The tasks that come first.
    #[serde(default)]
    pub after: Vec<TaskSlug>,
}

/// Where a task stands in its run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TaskState {
    Waiting { on: Vec<TaskSlug> },
    Open,
    Completed { at: Timestamp },
}

impl Audited for Run {
    fn trail(&self) -> TrailId {
        TrailId(format!("run/{}", self.id))
    }
    fn head_mut(&mut self) -> &mut Head {
        &mut self.head
    }
}

impl Run {
    pub fn step(&self, task: &TaskSlug) -> Option<&Step> {
        self.steps.iter().find(|s| s.task == *task)
    }

    /// The unfinished tasks that one waits for.
    pub fn waiting_on(&self, task: &TaskSlug) -> Vec<TaskSlug> {
        let after = self.step(task).map_or(&[][..], |s| &s.after);
        after.iter().filter(|t| !self.done.contains_key(*t)).cloned().collect()
    }

    pub fn state(&self, task: &TaskSlug) -> TaskState {
        let on = self.waiting_on(task);
        match self.done.get(task) {
            Some(at) => TaskState::Completed { at: *at },
            None if on.is_empty() => TaskState::Open,
            None => TaskState::Waiting { on },
        }
    }

    /// Marks a task done and names those that it was the last to hold back.
    pub(crate) fn complete(&mut self, task: &TaskSlug, now: Timestamp) -> Vec<TaskSlug> {
        self.done.insert(task.clone(), now);
        let freed = |s: &&Step| s.after.contains(task) && self.state(&s.task) == TaskState::Open;
        self.steps.iter().filter(freed).map(|s| s.task.clone()).collect()
    }
}
