//! Tasks of one run.

use std::collections::BTreeSet;

use crate::{
    run::{Bits, Progress, Run},
    share::{
        permission::Permission::{
            self, Comment, CompleteTask, DownloadFiles, FillFields, ReadFiles, Respond, UploadFiles,
        },
        terms_flaw::TermsFlaw,
    },
    value::{RunId, RunSlug, TaskSlug},
};

/// The tasks of one run that the guest sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tasks {
    pub run: RunId,
    pub slug: RunSlug,
    /// In the order given, each once.
    pub tasks: Vec<TaskSlug>,
}

impl Tasks {
    pub(super) const PERMISSIONS: &'static [Permission] =
        &[FillFields, UploadFiles, ReadFiles, DownloadFiles, Comment, Respond, CompleteTask];

    pub(super) fn of(asked: &[TaskSlug], run: &Run) -> Result<Self, Vec<TermsFlaw>> {
        let mut seen = BTreeSet::new();
        let tasks: Vec<_> = asked.iter().filter(|task| seen.insert((*task).clone())).cloned().collect();
        if tasks.is_empty() {
            return Err(vec![TermsFlaw::NoTask]);
        }
        let unknown = tasks.iter().filter(|task| run.step(task).is_none());
        let flaws: Vec<_> = unknown.map(|task| TermsFlaw::UnknownTask { task: task.clone() }).collect();
        if flaws.is_empty() { Ok(Self { run: run.id, slug: run.slug.clone(), tasks }) } else { Err(flaws) }
    }

    pub(super) fn is_finished(&self, run: &Run, progress: &Progress, decided: &Bits) -> bool {
        let done = |task| run.step(task).is_some_and(|step| progress.done.has(step.index));
        run.id == self.run && self.tasks.iter().zip(0..).all(|(task, place)| decided.has(place) || done(task))
    }

    /// Where a task stands in it.
    pub(super) fn place_of(&self, task: &TaskSlug) -> Option<u16> {
        self.tasks.iter().zip(0..).find(|(one, _)| *one == task).map(|(_, place)| place)
    }
}
