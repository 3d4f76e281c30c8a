//! A task put together from its rows.

use super::{comment::Comment, spec::Spec, state::TaskState, upload::Upload, work::Work};
use crate::{
    file::Stage,
    value::{RecipientId, RunId, TaskSlug},
};

/// Which task of which run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskKey {
    pub run: RunId,
    pub task: TaskSlug,
}

/// What every act on a task needs of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub run: RunId,
    pub spec: Spec,
    pub state: TaskState,
    pub work: Work,
}

/// A task with everything in it, for those who look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeTask {
    pub task: Task,
    /// In the order of their announcement.
    pub files: Vec<SentFile>,
    /// Oldest first.
    pub comments: Vec<Comment>,
}

/// A file with how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    pub upload: Upload,
    pub recipient: RecipientId,
    pub stage: Stage,
}

impl Task {
    pub fn slug(&self) -> &TaskSlug {
        &self.spec.task
    }

    pub fn key(&self) -> TaskKey {
        TaskKey { run: self.run, task: self.spec.task.clone() }
    }

    pub fn is_completed_by(&self, recipient: RecipientId) -> bool {
        self.state.completion.as_ref().is_some_and(|completion| completion.recipient == recipient)
    }
}

impl WholeTask {
    /// Joins a task with its uploads and comments, in any order. Uploads that the task does not know
    /// (any more) are left out.
    pub fn new(task: Task, uploads: Vec<Upload>, mut comments: Vec<Comment>) -> Self {
        let known = uploads.into_iter().filter_map(|upload| {
            let mark = task.state.files.get(&upload.id)?;
            Some(SentFile { upload, recipient: mark.recipient, stage: mark.stage.clone() })
        });
        let mut files: Vec<_> = known.collect();
        files.sort_by_key(|file| (file.upload.announced_at, file.upload.id));
        comments.sort_by_key(|comment| (comment.at, comment.id));
        Self { task, files, comments }
    }

    /// As guests may see it: what staff wrote for themselves does not exist for them.
    #[must_use]
    pub fn for_guests(mut self) -> Self {
        self.comments.retain(Comment::is_for_guests);
        self
    }

    /// The files that count.
    pub fn received(&self) -> impl Iterator<Item = &SentFile> {
        self.files.iter().filter(|file| file.stage.is_clean())
    }

    /// The files of one guest, in every stage.
    pub fn sent_by(&self, recipient: RecipientId) -> impl Iterator<Item = &SentFile> {
        self.files.iter().filter(move |file| file.recipient == recipient)
    }
}

#[cfg(test)]
mod tests;
