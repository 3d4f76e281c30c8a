//! What a share is about, one file a scope.

mod tasks;

pub use tasks::Tasks;

use super::{permission::Permission, terms_flaw::TermsFlaw};
use crate::{
    run::{Bits, Progress, Run},
    value::{Line, Place, TaskSlug},
};

/// What a share is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    Tasks(Tasks),
}

/// What is asked for, by the names that the host gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedScope {
    Tasks { tasks: Vec<TaskSlug> },
}

/// The thing itself, which the asked scope is held against.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    Run(&'a Run),
}

impl Scope {
    /// The scope that is asked for, of a thing that is there.
    pub(super) fn of(asked: &AskedScope, subject: Subject<'_>) -> Result<Self, Vec<TermsFlaw>> {
        match (asked, subject) {
            (AskedScope::Tasks { tasks }, Subject::Run(run)) => Tasks::of(tasks, run).map(Self::Tasks),
        }
    }

    /// The thing that is shared, or of which a part is.
    pub fn place(&self) -> Place {
        match self {
            Self::Tasks(tasks) => Place::Run(tasks.run),
        }
    }

    /// The host's name for it, below its project.
    pub fn path(&self) -> String {
        match self {
            Self::Tasks(tasks) => format!("runs/{}", tasks.slug),
        }
    }

    /// The tasks in it, in the order in which they are shown.
    pub fn tasks(&self) -> &[TaskSlug] {
        match self {
            Self::Tasks(tasks) => &tasks.tasks,
        }
    }

    /// Whether a task is in it.
    pub fn includes(&self, task: &TaskSlug) -> bool {
        match self {
            Self::Tasks(tasks) => tasks.tasks.contains(task),
        }
    }

    /// Whether nothing is left to do in it: each task is done, or decided by the guest, where others decide too.
    pub(super) fn is_finished(&self, run: &Run, progress: &Progress, decided: &Bits) -> bool {
        match self {
            Self::Tasks(tasks) => tasks.is_finished(run, progress, decided),
        }
    }

    /// Where a task stands in it, counted from 0.
    pub(crate) fn place_of(&self, task: &TaskSlug) -> Option<u16> {
        match self {
            Self::Tasks(tasks) => tasks.place_of(task),
        }
    }
}

impl AskedScope {
    /// What can be allowed in it.
    pub fn permissions(&self) -> &'static [Permission] {
        match self {
            Self::Tasks { .. } => Tasks::PERMISSIONS,
        }
    }
}

impl Subject<'_> {
    /// What it is called.
    pub(super) fn title(self) -> Line<200> {
        match self {
            Self::Run(run) => run.title.clone(),
        }
    }
}
