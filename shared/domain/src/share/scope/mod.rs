//! What a share is about, one file a scope.

mod document;
mod response_terms;
mod tasks;

pub use document::{AskedDocument, AskedRevision, SharedDocument};
pub use response_terms::ResponseTerms;
pub use tasks::Tasks;

use std::collections::BTreeSet;

use super::{permission::Permission, scope_fact::ScopeFact, terms_flaw::TermsFlaw};
use crate::{
    policy::Policy,
    run::{Bits, Progress, Run},
    value::{Line, OrgSlug, Place, ProjectSlug, TaskSlug},
};

/// What a share is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    Tasks(Tasks),
    Document(SharedDocument),
}

/// What is asked for, of a thing that is there.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    Tasks { run: &'a Run, tasks: &'a [TaskSlug] },
    Document(AskedDocument<'a>),
}

impl From<&Scope> for ScopeFact {
    fn from(scope: &Scope) -> Self {
        match scope.clone() {
            Scope::Tasks(Tasks { slug, tasks, .. }) => Self::Tasks { run: slug, tasks },
            Scope::Document(SharedDocument { document, number, code, response }) => {
                let decisions = response.map(|terms| terms.decisions.into_iter().collect()).unwrap_or_default();
                Self::Document { document, number, revision: code, decisions }
            }
        }
    }
}

impl Scope {
    /// The scope that is asked for.
    pub(super) fn of(
        subject: Subject<'_>,
        permissions: &BTreeSet<Permission>,
        policy: &Policy,
    ) -> Result<Self, Vec<TermsFlaw>> {
        match subject {
            Subject::Tasks { run, tasks } => Tasks::of(tasks, run).map(Self::Tasks),
            Subject::Document(asked) => SharedDocument::of(asked, permissions, policy).map(Self::Document),
        }
    }

    /// The thing that is shared, or of which a part is.
    pub fn place(&self) -> Place {
        match self {
            Self::Tasks(tasks) => Place::Run(tasks.run),
            Self::Document(shared) => Place::Document(shared.document),
        }
    }

    /// The host's name for it, below its project.
    pub fn path(&self) -> String {
        match self {
            Self::Tasks(tasks) => format!("runs/{}", tasks.slug),
            Self::Document(shared) => format!("documents/{}", shared.document),
        }
    }

    /// Where it is tasks of a run: which.
    pub fn as_tasks(&self) -> Option<&Tasks> {
        match self {
            Self::Tasks(tasks) => Some(tasks),
            Self::Document(_) => None,
        }
    }

    /// Where it is a document: which.
    pub fn as_document(&self) -> Option<&SharedDocument> {
        match self {
            Self::Document(shared) => Some(shared),
            Self::Tasks(_) => None,
        }
    }

    /// The tasks in it, in the order in which they are shown.
    pub fn tasks(&self) -> &[TaskSlug] {
        self.as_tasks().map_or(&[], |tasks| &tasks.tasks)
    }

    /// Whether a task is in it.
    pub fn includes(&self, task: &TaskSlug) -> bool {
        self.tasks().contains(task)
    }

    /// Whether nothing is left to do in it: each task is done, or decided by the guest, where others decide too. With a document
    /// its guest is done once they have decided.
    pub(super) fn is_finished(&self, run: &Run, progress: &Progress, decided: &Bits) -> bool {
        self.as_tasks().is_some_and(|tasks| tasks.is_finished(run, progress, decided))
    }

    /// Where a task stands in it, counted from 0.
    pub(crate) fn place_of(&self, task: &TaskSlug) -> Option<u16> {
        self.as_tasks().and_then(|tasks| tasks.place_of(task))
    }
}

impl Subject<'_> {
    /// What can be allowed in it.
    pub fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Tasks { .. } => Tasks::PERMISSIONS,
            Self::Document(_) => SharedDocument::PERMISSIONS,
        }
    }

    /// How many tasks are asked for.
    pub(super) fn count_tasks(self) -> usize {
        match self {
            Self::Tasks { tasks, .. } => tasks.len(),
            Self::Document(_) => 0,
        }
    }

    /// What it is called to somebody who has the link alone.
    pub(super) fn title(self) -> Line<200> {
        match self {
            Self::Tasks { run, .. } => run.title.clone(),
            Self::Document(asked) => asked.document.number.line(),
        }
    }

    /// Whether it is of this project. Runs are found by their project, documents also by their id.
    pub(super) fn is_in(self, org: &OrgSlug, project: &ProjectSlug) -> bool {
        match self {
            Self::Tasks { run, .. } => run.org == *org && run.project == *project,
            Self::Document(asked) => asked.document.is_in(org, project),
        }
    }
}

#[cfg(test)]
mod tests;
