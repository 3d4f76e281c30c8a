//! What handing a task back is decided on: the run, the task with everything in it, the tasks that wait for it, the shares
//! whose guests are asked, and what was used of their mails.

use vestibule_domain::{
    run::{Progress, Run},
    share::{MailCount, MailsOf, Share},
    staff::{Org, Project},
    task::{Spec, Task, TaskKey, TaskState, WholeTask, Work},
    value::{OrgSlug, ProjectSlug, ShareId, TaskSlug},
};

use super::{
    Store,
    read::{Found, MAX_BATCH, take},
    register::{count_keys, take_counts},
    shares::{keys, take_share},
    view::TaskRows,
};
use crate::{error::StoreError, keys::Key};

/// A task of a run with everything in it, and the project that it is in, where that is there.
#[derive(Debug)]
pub struct TaskInProject {
    pub org: Option<Org>,
    pub project: Option<Project>,
    pub run: Run,
    pub progress: Progress,
    pub task: WholeTask,
}

/// Who is asked, and what waits.
#[derive(Debug)]
pub struct BesideTask {
    /// In the order of their ids as given, as far as they are there.
    pub shares: Vec<Share>,
    pub successors: Vec<Task>,
    /// In the order of what was named.
    pub counts: Vec<MailCount>,
}

impl Store {
    /// Two reads at once, then one of the answers: who sees a task completed then sees the very answers that were sent.
    /// `None`: there is no such run, or no such task in it.
    pub async fn task_in_project(
        &self,
        (org, project): (&OrgSlug, &ProjectSlug),
        key: &TaskKey,
    ) -> Result<Option<TaskInProject>, StoreError> {
        let (org, project) = (Key::org(org), Key::project(org, project));
        let (run, progress) = (Key::run(key.run), Key::progress(key.run));
        let (asked, prefix) = ([org, project, run, progress], Key::task_prefix(&key.task));
        let (found, items) = tokio::join!(self.batch(&asked), self.all(Key::run(key.run).pk, Some(&prefix)));
        let (mut found, mut rows) = (found?, TaskRows::default());
        rows.read(items?)?;
        let [org, project, run, progress] = &asked;
        let (Some(run), Some(progress)) = (take::<Run>(&mut found, run)?, take::<Progress>(&mut found, progress)?)
        else {
            return Ok(None);
        };
        let mut works = self.works(key.run, std::slice::from_ref(&key.task)).await?;
        let Some(task) = rows.take(key, &mut works, &progress)? else { return Ok(None) };
        let (org, project) = (take(&mut found, org)?, take(&mut found, project)?);
        Ok(Some(TaskInProject { org, project, run, progress, task }))
    }

    /// One batched read for each 100 rows: two of each share, four of each task that waits, and one of each count. What an
    /// earlier cycle of a task came to counts no more.
    pub async fn beside_task(
        &self,
        (task, progress): (&TaskKey, &Progress),
        (shares, successors): (&[ShareId], &[TaskSlug]),
        mails: &[MailsOf],
    ) -> Result<BesideTask, StoreError> {
        let tasks: Vec<_> = successors.iter().map(|slug| TaskKey { run: task.run, task: slug.clone() }).collect();
        let mut asked: Vec<_> = shares.iter().flat_map(|share| keys(*share)).collect();
        let specs = |key: &TaskKey| [false, true].map(|slot| Key::spec(key.run, &key.task, slot));
        asked.extend(tasks.iter().flat_map(|task| [Key::state(task), Key::work(task)].into_iter().chain(specs(task))));
        asked.extend(count_keys(mails));
        let mut found = Found::new();
        for keys in asked.chunks(MAX_BATCH) {
            found.extend(self.batch(keys).await?);
        }
        let shares = shares.iter().map(|share| take_share(&mut found, *share));
        let shares = shares.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        let successor = |key: TaskKey| {
            let state: TaskState = take(&mut found, &Key::state(&key))?.unwrap_or_default();
            let work: Work = take(&mut found, &Key::work(&key))?.unwrap_or_default();
            let [first, second] = specs(&key);
            let specs: [Option<Spec>; 2] = [take(&mut found, &first)?, take(&mut found, &second)?];
            let spec = progress.current(specs.into_iter().flatten());
            Ok(spec.map(|spec| Task::new(key.run, spec, state, work)))
        };
        let successors = tasks.into_iter().map(successor).collect::<Result<Vec<_>, StoreError>>()?;
        let successors = successors.into_iter().flatten().collect();
        Ok(BesideTask { shares, successors, counts: take_counts(&mut found, mails)? })
    }
}
