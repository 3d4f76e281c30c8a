//! The host application pushes a flow, or pushes it again with changes.

use super::{
    flow::{KnownRun, Run},
    progress::Progress,
};
use crate::{
    task::{Assignee, Field, Reference, StepTerms},
    value::{Line, OrgSlug, Paragraphs, ProjectSlug, RunId, RunSlug, TaskSlug},
};

/// Most tasks of a run.
pub const MAX_TASKS: usize = 500;

/// Most reference files of a run, each counted once. Each is read at every push.
pub const MAX_REFERENCES: usize = 1_000;

/// Most people whom the steps of a run name. Each is read at every push.
pub const MAX_PEOPLE: usize = 500;

/// How often the steps of a run name somebody, at most. Each is a row in the list of one person, which a push may have to
/// write.
pub const MAX_ASSIGNMENTS: usize = 2_000;

/// A flow as the host describes it.
#[derive(Debug, Clone)]
pub struct Push {
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub slug: RunSlug,
    pub title: Line<200>,
    pub tasks: Vec<PushedTask>,
}

#[derive(Debug, Clone)]
pub struct PushedTask {
    pub task: TaskSlug,
    pub after: Vec<TaskSlug>,
    pub title: Line<200>,
    pub description: Option<Paragraphs<4000>>,
    pub fields: Vec<Field>,
    pub references: Vec<Reference>,
    pub cycle: u16,
    pub step: Option<StepTerms>,
}

impl Push {
    pub fn id(&self) -> RunId {
        RunId::of(&self.org, &self.project, &self.slug)
    }
}

impl PushedTask {
    /// Who had it to do in this cycle before the push.
    pub fn assigned_before<'a>(&self, before: &'a KnownRun) -> &'a [Assignee] {
        let specs = before.tasks.iter().map(|known| &known.spec);
        let same =
            specs.filter(|spec| spec.task == self.task && spec.cycle == self.cycle).find_map(|spec| spec.step.as_ref());
        same.map(|step| &*step.assignees).unwrap_or_default()
    }
}

impl KnownRun {
    /// A run whose first push has begun and never ended: there are records of it, and no tasks.
    pub fn unfinished(push: &Push, progress: Progress) -> Self {
        let run = Run {
            id: push.id(),
            org: push.org.clone(),
            project: push.project.clone(),
            slug: push.slug.clone(),
            title: push.title.clone(),
            steps: vec![],
            version: 0,
        };
        Self { run, progress, tasks: vec![] }
    }
}
