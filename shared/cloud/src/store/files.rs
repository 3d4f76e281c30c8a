//! What guests have sent into a run: file by file, in the order of its tasks. A task's `STATE` says which files it has
//! and how far each has come, so descriptions, answers and comments are not read.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::Deserialize;
use vestibule_domain::{
    run::{Progress, Run, RunFile, RunState},
    task::{FileMark, SentFile, TaskKey, TaskState, Upload},
    value::{RunId, TaskSlug, UploadId},
};

use super::{
    Store,
    read::{MAX_BATCH, take},
};
use crate::{
    error::{NotACursor, StoreError},
    keys::Key,
};

/// Some files of a run, in every stage.
#[derive(Debug)]
pub struct RunFiles {
    pub run: Run,
    pub files: Vec<RunFile>,
    /// The last file of these, where more come after it.
    pub next: Option<FileCursor>,
}

/// The file after which a page begins. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct FileCursor {
    task: TaskSlug,
    at: Timestamp,
    upload: UploadId,
}

/// A file as the state of its task knows it.
struct Marked {
    task: TaskKey,
    upload: UploadId,
    mark: FileMark,
}

impl FileCursor {
    /// Whether it is of a task of this run.
    pub fn is_of(&self, run: &Run) -> bool {
        run.step(&self.task).is_some()
    }
}

impl fmt::Display for FileCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.task, self.at.as_millisecond(), self.upload)
    }
}

impl FromStr for FileCursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        // A task's name may have dots in it.
        let mut parts = text.rsplitn(3, '.');
        let (upload, at, task) = (parts.next(), parts.next(), parts.next());
        let at = at.and_then(|at| Timestamp::from_millisecond(at.parse().ok()?).ok());
        Ok(Self {
            task: task.and_then(|task| task.parse().ok()).ok_or(NotACursor)?,
            at: at.ok_or(NotACursor)?,
            upload: upload.and_then(|upload| upload.parse().ok()).ok_or(NotACursor)?,
        })
    }
}

impl TryFrom<String> for FileCursor {
    type Error = NotACursor;
    fn try_from(text: String) -> Result<Self, NotACursor> {
        text.parse()
    }
}

impl Store {
    /// At most `limit` files of a run, at most 100: one read of the run, one of the files, and one for each 100 tasks
    /// that it takes to find so many.
    pub async fn files_of_run(
        &self,
        run: RunId,
        after: Option<&FileCursor>,
        limit: usize,
    ) -> Result<Option<RunFiles>, StoreError> {
        let Some(run) = self.run(run).await? else { return Ok(None) };
        let begin = after.and_then(|after| run.steps.iter().position(|step| step.task == after.task)).unwrap_or(0);
        let mut marked = Vec::new();
        for steps in run.steps[begin..].chunks(MAX_BATCH) {
            let tasks = steps.iter().map(|step| TaskKey { run: run.id, task: step.task.clone() });
            marked.extend(self.marked(tasks.collect()).await?);
            marked.retain(|file| after.is_none_or(|after| file.is_after(after)));
            if marked.len() > limit {
                break;
            }
        }
        let more = marked.len() > limit;
        marked.truncate(limit);
        let next = marked.last().filter(|_| more).map(Marked::cursor);
        Ok(Some(RunFiles { files: self.with_uploads(marked).await?, run, next }))
    }

    /// One file of a run, with how far the run has come: one read of the run, one of the file, and one for each 100
    /// tasks until it is found.
    pub async fn file_of_run(
        &self,
        run: RunId,
        upload: UploadId,
    ) -> Result<Option<(RunState, Option<RunFile>)>, StoreError> {
        let (run, progress) = (Key::run(run), Key::progress(run));
        let mut found = self.batch(&[run.clone(), progress.clone()]).await?;
        let (run, progress) = (take::<Run>(&mut found, &run)?, take::<Progress>(&mut found, &progress)?);
        let Some((run, progress)) = run.zip(progress) else { return Ok(None) };
        let mut file = None;
        for steps in run.steps.chunks(MAX_BATCH) {
            let tasks = steps.iter().map(|step| TaskKey { run: run.id, task: step.task.clone() });
            let mut marked = self.marked(tasks.collect()).await?;
            marked.retain(|file| file.upload == upload);
            if !marked.is_empty() {
                file = self.with_uploads(marked).await?.pop();
                break;
            }
        }
        Ok(Some((RunState { run, progress }, file)))
    }

    /// The files of these tasks, each in the order of their announcement. One batched read.
    async fn marked(&self, tasks: Vec<TaskKey>) -> Result<Vec<Marked>, StoreError> {
        let keys: Vec<_> = tasks.iter().map(Key::state).collect();
        let mut found = self.batch(&keys).await?;
        let mut all = Vec::new();
        for (task, key) in tasks.into_iter().zip(&keys) {
            let state: TaskState = take(&mut found, key)?.unwrap_or_default();
            let of_task = state.files.into_iter().map(|(upload, mark)| Marked { task: task.clone(), upload, mark });
            let begin = all.len();
            all.extend(of_task);
            all[begin..].sort_by_key(|file| (file.mark.announced_at, file.upload));
        }
        Ok(all)
    }

    /// What was announced of each file. One that was removed meanwhile is left out. One batched read.
    async fn with_uploads(&self, marked: Vec<Marked>) -> Result<Vec<RunFile>, StoreError> {
        let keys: Vec<_> = marked.iter().map(|file| Key::upload(&file.task, file.upload)).collect();
        let mut found = self.batch(&keys).await?;
        let files = marked.into_iter().zip(&keys).map(|(Marked { task, mark, .. }, key)| {
            let upload = take::<Upload>(&mut found, key)?;
            Ok(upload.map(|upload| RunFile { task, sent: SentFile::new(upload, &mark) }))
        });
        files.filter_map(Result::transpose).collect()
    }
}

impl Marked {
    fn cursor(&self) -> FileCursor {
        FileCursor { task: self.task.task.clone(), at: self.mark.announced_at, upload: self.upload }
    }

    /// Among the files of the tasks from the cursor's on.
    fn is_after(&self, FileCursor { task, at, upload }: &FileCursor) -> bool {
        self.task.task != *task || (self.mark.announced_at, self.upload) > (*at, *upload)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_with_dots_in_the_name_of_its_task() {
        let cursor = FileCursor {
            task: "v1.2.papers".parse().unwrap(),
            at: "2026-11-23T12:00:00.123Z".parse().unwrap(),
            upload: UploadId::new([7; 16]),
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for bad in
            ["", "papers", "papers.1", "papers.x.upl_0000000000000000000007", "papers.1.fil_0000000000000000000007"]
        {
            assert_eq!(bad.parse::<FileCursor>(), Err(NotACursor), "{bad}");
        }
    }
}
