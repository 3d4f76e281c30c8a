//! What staff put into a project: runs, whole or page by page, and reference files.

use std::{fmt, str::FromStr};

use serde::Deserialize;
use vestibule_domain::{
    document::{Document, Revision},
    file::ReferenceFile,
    run::{KnownRun, Progress, Push, Run},
    share::{MailCount, MailsOf},
    staff::{Org, Project},
    task::{TaskKey, WholeTask},
    value::{DocumentId, FileId, OrgSlug, ProjectSlug, RevisionId, RunId, TaskSlug},
};

use super::{
    Store,
    people::counted,
    read::{Found, MAX_BATCH, Range, take},
    task_page::{MAX_PAGE_TASKS, fitting},
    view::TaskRows,
};
use crate::{error::StoreError, keys::Key, rows};

/// A project with its org, where they are there, and what else was asked for.
#[derive(Debug)]
pub struct InProject {
    pub org: Option<Org>,
    pub project: Option<Project>,
    pub beside: FoundBeside,
}

/// What was named beside a project, where it is there.
#[derive(Debug)]
pub struct FoundBeside {
    pub run: Option<Run>,
    pub document: Option<Document>,
    pub revision: Option<Revision>,
    /// What was used of the mails that were named, in their order.
    pub counts: Vec<MailCount>,
}

/// What is read with a project.
#[derive(Debug, Clone, Copy, Default)]
pub struct BesideProject<'a> {
    pub run: Option<RunId>,
    /// A document, and one of its revisions.
    pub document: Option<(DocumentId, Option<RevisionId>)>,
    pub mails: &'a [MailsOf],
}

/// Some tasks of a run, in the run's order.
#[derive(Debug)]
pub struct RunPage {
    pub run: Run,
    pub progress: Progress,
    pub tasks: Vec<WholeTask>,
    /// Where the next page begins; `None`: this is the end.
    pub next: Option<TaskCursor>,
}

/// The task that a page begins with. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct TaskCursor(TaskSlug);

impl TaskCursor {
    /// Whether it is of a task of this run.
    pub fn is_of(&self, run: &Run) -> bool {
        run.step(&self.0).is_some()
    }
}

impl fmt::Display for TaskCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for TaskCursor {
    type Err = vestibule_domain::value::NotASlug;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Store {
    /// The whole run, for a push to be held against. One query for each 1 MB.
    pub async fn pushed_run(&self, push: &Push) -> Result<Option<KnownRun>, StoreError> {
        let (run, mut rows) = (push.id(), TaskRows::default());
        rows.read(self.all(Key::run(run).pk, None).await?)?;
        let Some(progress) = rows.progress.take() else { return Ok(None) };
        let Some(flow) = rows.run.take() else { return Ok(Some(KnownRun::unfinished(push, progress))) };
        let tasks = flow.steps.iter().filter_map(|step| rows.take_known(&step.task, &progress)).collect();
        Ok(Some(KnownRun { run: flow, progress, tasks }))
    }

    /// A run as pushed. One read.
    pub async fn run(&self, run: RunId) -> Result<Option<Run>, StoreError> {
        let key = Key::run(run);
        take(&mut self.batch(std::slice::from_ref(&key)).await?, &key)
    }

    /// How far a run has come. One read.
    pub async fn progress(&self, run: RunId) -> Result<Option<Progress>, StoreError> {
        let key = Key::progress(run);
        take(&mut self.batch(std::slice::from_ref(&key)).await?, &key)
    }

    /// Some tasks of a run with everything in them, from the beginning where the cursor is of no task: one query, then one
    /// read of all answers. Where the run does not fit a page of 1 MB, one read more and one query for each task.
    pub async fn run_page(&self, run: RunId, from: Option<&TaskCursor>) -> Result<Option<RunPage>, StoreError> {
        let (items, more) = self.page(Range { pk: Key::run(run).pk, prefix: None, after: None }).await?;
        let mut rows = TaskRows::default();
        rows.read(if more.is_none() { items } else { self.heads(run).await? })?;
        let (Some(flow), Some(progress)) = (rows.run.take(), rows.progress.take()) else { return Ok(None) };
        let begin = from.and_then(|TaskCursor(task)| flow.steps.iter().position(|step| step.task == *task));
        let steps = &flow.steps[begin.unwrap_or(0)..];
        let wanted: Vec<_> = steps.iter().take(MAX_PAGE_TASKS).map(|step| step.task.clone()).collect();
        if more.is_some() {
            self.rows_of_tasks(run, &wanted, &mut rows).await?;
        }
        let mut works = self.works(run, &wanted).await?;
        let keys: Vec<_> = wanted.into_iter().map(|task| TaskKey { run, task }).collect();
        let fit = fitting(keys.iter().map(|key| rows.bytes(key, &works)));
        let shown = keys.iter().take(fit);
        let tasks = shown.filter_map(|key| rows.take(key, &mut works, &progress).transpose());
        let tasks = tasks.collect::<Result<_, _>>()?;
        let next = steps.get(fit).map(|step| TaskCursor(step.task.clone()));
        Ok(Some(RunPage { run: flow, progress, tasks, next }))
    }

    /// One batched read: an org, a project of it, and what is named beside them.
    pub async fn project_with(
        &self,
        org: &OrgSlug,
        project: &ProjectSlug,
        BesideProject { run, document, mails }: BesideProject<'_>,
    ) -> Result<InProject, StoreError> {
        let (org, project, run) = (Key::org(org), Key::project(org, project), run.map(Key::run));
        let revision = document.and_then(|(document, revision)| Some(Key::revision(document, revision?)));
        let document = document.map(|(document, _)| Key::document(document));
        let named = [Some(&org), Some(&project), run.as_ref(), document.as_ref(), revision.as_ref()];
        let mut keys: Vec<_> = named.into_iter().flatten().cloned().collect();
        keys.extend(count_keys(mails));
        let mut found = self.batch(&keys).await?;
        let beside = FoundBeside {
            run: run.map_or(Ok(None), |key| take(&mut found, &key))?,
            document: document.map_or(Ok(None), |key| take(&mut found, &key))?,
            revision: revision.map_or(Ok(None), |key| take(&mut found, &key))?,
            counts: take_counts(&mut found, mails)?,
        };
        Ok(InProject { org: take(&mut found, &org)?, project: take(&mut found, &project)?, beside })
    }

    pub async fn file(&self, file: FileId) -> Result<Option<ReferenceFile>, StoreError> {
        self.one(&Key::file(file)).await
    }

    /// Batched reads of at most 100 each; files that do not exist are left out.
    pub async fn files(&self, files: &[FileId]) -> Result<Vec<ReferenceFile>, StoreError> {
        let keys: Vec<_> = files.iter().map(|f| Key::file(*f)).collect();
        let mut all = Vec::new();
        for keys in keys.chunks(MAX_BATCH) {
            let found = self.batch(keys).await?;
            all.extend(found.into_values().map(rows::read).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(all)
    }
}

pub(super) fn count_keys(mails: &[MailsOf]) -> impl Iterator<Item = Key> {
    mails.iter().map(Key::mail_count)
}

/// What was used of these mails, in their order.
pub(super) fn take_counts(found: &mut Found, mails: &[MailsOf]) -> Result<Vec<MailCount>, StoreError> {
    mails.iter().map(|of| counted(found, of)).collect()
}
