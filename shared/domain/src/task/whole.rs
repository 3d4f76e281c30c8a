//! A task put together from its rows.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    assignee::Assignee,
    comment::Comment,
    handed_back::{HandedBack, Returned},
    response::Response,
    spec::Spec,
    state::{FileMark, TaskState},
    step_kind::StepKind,
    upload::Upload,
    work::Work,
};
use crate::{
    audit::Head,
    file::{Content, Stage},
    value::{PersonName, RecipientId, RunId, ShareId, TaskSlug, UploadId},
};

/// Which task of which run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct TaskKey {
    pub run: RunId,
    pub task: TaskSlug,
}

/// The text names no task of a run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not of the form run_….task")]
pub struct NotATaskKey;

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
    /// What was announced and is no part of the completed task: it had not arrived by then, or was rejected.
    pub left_out: Vec<Upload>,
    /// Oldest first.
    pub comments: Vec<Comment>,
    /// Each handing back, oldest first.
    pub handed_back: Vec<HandedBack>,
    /// How many before these are left out, because all of them are too much for one answer.
    pub rounds_left_out: usize,
    /// The tasks that it reviews, where these were asked for.
    pub reviewed: Vec<WholeTask>,
}

/// A file with how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    pub upload: Upload,
    pub recipient: RecipientId,
    pub stage: Stage,
    pub content: Option<Content>,
}

/// What somebody has a receipt of: that they completed a task, or decided in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contribution<'a> {
    pub at: Timestamp,
    pub by: &'a PersonName,
    /// Its record, in the trail of the share or the part through which it was made.
    pub record: Head,
}

/// Both in one word: `run_….review`.
impl fmt::Display for TaskKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.run, self.task)
    }
}

impl FromStr for TaskKey {
    type Err = NotATaskKey;

    fn from_str(text: &str) -> Result<Self, NotATaskKey> {
        // The name of a task may hold points, an id none.
        let (run, task) = text.split_once('.').ok_or(NotATaskKey)?;
        Ok(Self { run: run.parse().map_err(|_| NotATaskKey)?, task: task.parse().map_err(|_| NotATaskKey)? })
    }
}

impl TryFrom<String> for TaskKey {
    type Error = NotATaskKey;

    fn try_from(text: String) -> Result<Self, NotATaskKey> {
        text.parse()
    }
}

impl Task {
    /// A task of its rows, of which some may be of an earlier cycle.
    pub fn new(run: RunId, spec: Spec, state: TaskState, work: Work) -> Self {
        let (state, work) = (state.in_cycle(spec.cycle), work.in_cycle(spec.cycle));
        Self { run, spec, state, work }
    }

    pub fn slug(&self) -> &TaskSlug {
        &self.spec.task
    }

    pub fn key(&self) -> TaskKey {
        TaskKey { run: self.run, task: self.spec.task.clone() }
    }

    /// Whether it is a step that somebody has to do now.
    pub fn is_assigned(&self, who: &Assignee) -> bool {
        self.spec.step.as_ref().is_some_and(|step| step.is_assigned(&self.state.step, who))
    }

    /// Whether it is a step that a decision completes.
    pub fn is_decided(&self) -> bool {
        self.spec.step.as_ref().is_some_and(|step| step.kind != StepKind::Work)
    }

    /// What somebody has decided in it.
    pub fn decision_of(&self, who: &Assignee) -> Option<&Response> {
        self.state.step.responses.get(who)
    }

    /// What somebody did that they have a receipt of, also where the last decision was another's.
    pub fn contribution(&self, recipient: RecipientId, who: &Assignee) -> Option<Contribution<'_>> {
        let decided = self.state.step.responses.get(who);
        let decided = decided.map(|own| Contribution { at: own.at, by: &own.by, record: own.record });
        let completed = self.state.completion.as_ref().filter(|completion| completion.recipient == recipient);
        decided.or_else(|| completed.map(|own| Contribution { at: own.at, by: &own.by, record: own.record }))
    }

    /// Whether somebody has done something in it.
    pub fn has_begun(&self) -> bool {
        let Self { state, work, .. } = self;
        let decided = !state.step.responses.is_empty();
        state.completion.is_some() || !state.files.is_empty() || !work.answers.is_empty() || decided
    }

    pub fn is_completed_by(&self, recipient: RecipientId) -> bool {
        self.state.completion.as_ref().is_some_and(|completion| completion.recipient == recipient)
    }
}

impl SentFile {
    pub fn new(upload: Upload, mark: &FileMark) -> Self {
        Self { upload, recipient: mark.recipient, stage: mark.stage.clone(), content: mark.content.clone() }
    }

    /// Whether it has arrived, and was neither rejected nor handed back since.
    pub fn has_arrived(&self) -> bool {
        !matches!(self.stage, Stage::Expected | Stage::Rejected { .. } | Stage::Returned { .. })
    }

    /// What it is, where that is something else than its name says.
    pub fn misnamed(&self) -> Option<&Content> {
        self.content.as_ref().filter(|content| content.is_misnamed(&self.upload.manifest.name))
    }
}

impl WholeTask {
    /// Joins a task with its uploads and comments, in any order.
    pub fn new(task: Task, uploads: Vec<Upload>, mut comments: Vec<Comment>) -> Self {
        let (mut files, mut left_out) = (Vec::new(), Vec::new());
        for upload in uploads {
            match task.state.files.get(&upload.id) {
                Some(mark) => files.push(SentFile::new(upload, mark)),
                None => left_out.push(upload),
            }
        }
        files.sort_by_key(|file| (file.upload.announced_at, file.upload.id));
        // Sent once more by another announcement, it is there.
        let is_there = |upload: &Upload| files.iter().any(|file| file.upload.manifest == upload.manifest);
        left_out.retain(|upload| task.state.completion.is_some() && !is_there(upload));
        left_out.sort_by_key(|upload| (upload.announced_at, upload.id));
        comments.sort_by_key(|comment| (comment.at, comment.id));
        Self { task, files, left_out, comments, handed_back: vec![], rounds_left_out: 0, reviewed: vec![] }
    }

    /// The same with the tasks that it reviews.
    #[must_use]
    pub fn reviewing(self, reviewed: Vec<WholeTask>) -> Self {
        Self { reviewed, ..self }
    }

    /// The same with its earlier rounds, in any order, and how many before these are left out.
    #[must_use]
    pub fn in_rounds(mut self, (mut rounds, left_out): (Vec<HandedBack>, usize)) -> Self {
        rounds.sort_by_key(|handed_back| handed_back.round);
        self.handed_back = rounds;
        self.rounds_left_out = left_out;
        self
    }

    /// What of a handing back concerns one guest: every answer, and of the files their own. Those of others they are not told
    /// of.
    pub fn returned_to<'a>(&'a self, of: &'a HandedBack, recipient: RecipientId) -> impl Iterator<Item = &'a Returned> {
        let own = move |upload| self.task.state.own(upload, recipient).is_some();
        of.returned.iter().filter(move |returned| returned.upload().is_none_or(own))
    }

    /// What somebody wrote with their decision.
    pub fn comment_with(&self, response: &Response) -> Option<&Comment> {
        self.comments.iter().find(|comment| Some(comment.id) == response.comment)
    }

    /// Why a file was handed back, if it was.
    pub fn why_returned(&self, file: UploadId) -> Option<&str> {
        let returned = self.handed_back.iter().flat_map(|handed_back| &handed_back.returned);
        returned.filter(|returned| returned.upload() == Some(file)).map(|returned| returned.reason.as_str()).next()
    }

    /// The handing back that the task is open by, if it is.
    pub fn reopened_by(&self) -> Option<&HandedBack> {
        self.handed_back.last().filter(|_| self.task.state.completion.is_none() && !self.task.state.rounds.is_first())
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

    /// Of what was left out, that which came through a share.
    pub fn left_out_of(&self, share: ShareId) -> impl Iterator<Item = &Upload> {
        self.left_out.iter().filter(move |upload| upload.through == share)
    }

    /// Of the files of one guest, what would be left out if the task was completed now.
    pub fn not_arrived_of(&self, recipient: RecipientId) -> impl Iterator<Item = &SentFile> {
        let is_returned = |file: &SentFile| matches!(file.stage, Stage::Returned { .. });
        // Sent once more by another announcement, it is there.
        let is_there =
            |upload: &Upload| self.files.iter().any(|f| f.has_arrived() && f.upload.manifest == upload.manifest);
        self.sent_by(recipient).filter(move |file| !file.has_arrived() && !is_returned(file) && !is_there(&file.upload))
    }

    /// The files of one guest, in every stage.
    pub fn sent_by(&self, recipient: RecipientId) -> impl Iterator<Item = &SentFile> {
        self.files.iter().filter(move |file| file.recipient == recipient)
    }
}

#[cfg(test)]
mod tests;
