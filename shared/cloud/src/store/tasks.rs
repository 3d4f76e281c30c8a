//! A task to act on, with the share through which somebody does.

use vestibule_domain::{
    gate::OnTask,
    run::{KnownTask, Progress, Run},
    share::Share,
    task::{Comment, Spec, Task, TaskKey, Upload},
    value::{CommentId, ShareId, TaskSlug, UploadId},
    work::Reviewed,
};

use super::{
    Store,
    read::{Found, take},
    shares::{keys, take_share},
};
use crate::{
    error::StoreError,
    keys::{Item, Key},
    rows,
};

/// What an act names beside its task; it is read with it.
pub trait Also: Sized {
    type Named: Send + Sync;

    #[doc(hidden)]
    fn keys(task: &TaskKey, named: &Self::Named) -> Vec<AlsoKey>;
    #[doc(hidden)]
    fn take(found: &mut FoundRows, named: &Self::Named, on: (&TaskKey, &Progress)) -> Result<Option<Self>, StoreError>;
}

/// A key, for this crate alone.
pub struct AlsoKey(pub(super) Key);
/// Rows that were read, for this crate alone.
pub struct FoundRows(pub(super) Found);

impl Also for () {
    type Named = ();

    fn keys(_: &TaskKey, (): &()) -> Vec<AlsoKey> {
        vec![]
    }
    fn take(_: &mut FoundRows, (): &(), _: (&TaskKey, &Progress)) -> Result<Option<()>, StoreError> {
        Ok(Some(()))
    }
}

/// The run with all its steps; without it the task does not exist.
impl Also for Run {
    type Named = ();

    fn keys(task: &TaskKey, (): &()) -> Vec<AlsoKey> {
        vec![AlsoKey(Key::run(task.run))]
    }
    fn take(found: &mut FoundRows, (): &(), (task, _): (&TaskKey, &Progress)) -> Result<Option<Self>, StoreError> {
        take(&mut found.0, &Key::run(task.run))
    }
}

impl Also for Option<Upload> {
    /// `None`: what is named is no upload.
    type Named = Option<UploadId>;

    fn keys(task: &TaskKey, id: &Option<UploadId>) -> Vec<AlsoKey> {
        id.iter().map(|id| AlsoKey(Key::upload(task, *id))).collect()
    }
    fn take(
        found: &mut FoundRows,
        id: &Option<UploadId>,
        (task, _): (&TaskKey, &Progress),
    ) -> Result<Option<Self>, StoreError> {
        id.map_or(Ok(None), |id| take(&mut found.0, &Key::upload(task, id))).map(Some)
    }
}

impl Also for Option<Comment> {
    type Named = CommentId;

    fn keys(task: &TaskKey, id: &CommentId) -> Vec<AlsoKey> {
        vec![AlsoKey(Key::comment(task, *id))]
    }
    fn take(
        found: &mut FoundRows,
        id: &CommentId,
        (task, _): (&TaskKey, &Progress),
    ) -> Result<Option<Self>, StoreError> {
        take(&mut found.0, &Key::comment(task, *id)).map(Some)
    }
}

/// Another task of the run, with a file in it.
impl Also for Reviewed {
    type Named = (TaskSlug, UploadId);

    fn keys(task: &TaskKey, (other, upload): &(TaskSlug, UploadId)) -> Vec<AlsoKey> {
        let other = TaskKey { run: task.run, task: other.clone() };
        let slots = [false, true].map(|slot| Key::spec(other.run, &other.task, slot));
        slots.into_iter().chain([Key::state(&other), Key::upload(&other, *upload)]).map(AlsoKey).collect()
    }
    fn take(
        found: &mut FoundRows,
        (other, upload): &(TaskSlug, UploadId),
        (task, progress): (&TaskKey, &Progress),
    ) -> Result<Option<Self>, StoreError> {
        let key = TaskKey { run: task.run, task: other.clone() };
        let Some(spec) = current(&mut found.0, &key, progress)? else { return Ok(None) };
        let state = take(&mut found.0, &Key::state(&key))?.unwrap_or_default();
        let KnownTask { state, .. } = KnownTask::new(spec, state);
        let upload = take(&mut found.0, &Key::upload(&key, *upload))?;
        Ok(Some(Self { key, state, upload }))
    }
}

impl Store {
    /// One batched read: a share, and one task with what an act names beside it. `None` instead of the share: there is
    /// none; instead of the task: the run has no such task.
    pub async fn share_and_task<T: Also>(
        &self,
        share: ShareId,
        task: &TaskKey,
        named: &T::Named,
    ) -> Result<(Option<Share>, Option<OnTask<T>>), StoreError> {
        let (mut found, on) = self.rows_and_task(keys(share).into(), task, named).await?;
        Ok((take_share(&mut found, share)?, on))
    }

    /// One batched read: these rows, and one task with what an act names beside it; `None`: the run has no such task. Where the
    /// run is read, too, it is asked: a push that has not ended describes tasks that are not there yet.
    pub(super) async fn rows_and_task<T: Also>(
        &self,
        rows: Vec<Key>,
        task: &TaskKey,
        named: &T::Named,
    ) -> Result<(Found, Option<OnTask<T>>), StoreError> {
        let also = T::keys(task, named).into_iter().map(|AlsoKey(key)| key);
        let mut asked: Vec<_> = rows.into_iter().chain(task_keys(task)).collect();
        for key in also {
            // What is named may be the task itself.
            if !asked.contains(&key) {
                asked.push(key);
            }
        }
        let mut found = FoundRows(self.batch(&asked).await?);
        let Some((progress, on)) = take_task(&mut found.0, task)? else { return Ok((found.0, None)) };
        let run = Key::run(task.run);
        if asked.contains(&run) && !has_task(found.0.get(&run), &task.task)? {
            return Ok((found.0, None));
        }
        let also = T::take(&mut found, named, (task, &progress))?;
        Ok((found.0, also.map(|also| OnTask { progress, task: on, also })))
    }
}

impl Store {
    /// One batched read: a task of a run, for staff who write beside it.
    pub async fn task(&self, key: &TaskKey) -> Result<Option<Task>, StoreError> {
        let mut found = self.batch(&task_keys(key)).await?;
        Ok(take_task(&mut found, key)?.map(|(_, task)| task))
    }
}

impl Store {
    /// One batched read: a task with its run, for staff who give it to others.
    pub async fn task_of_run(&self, key: &TaskKey) -> Result<Option<(Run, Progress, Task)>, StoreError> {
        let run = Key::run(key.run);
        let asked: Vec<_> = task_keys(key).into_iter().chain([run.clone()]).collect();
        let mut found = self.batch(&asked).await?;
        let run = take::<Run>(&mut found, &run)?.filter(|run| run.step(&key.task).is_some());
        Ok(run.zip(take_task(&mut found, key)?).map(|(run, (progress, task))| (run, progress, task)))
    }
}

fn has_task(run: Option<&Item>, task: &TaskSlug) -> Result<bool, StoreError> {
    let run: Option<Run> = run.cloned().map(rows::read).transpose()?;
    Ok(run.is_some_and(|run| run.step(task).is_some()))
}

fn task_keys(key: &TaskKey) -> [Key; 5] {
    let spec = |slot| Key::spec(key.run, &key.task, slot);
    [Key::progress(key.run), spec(false), spec(true), Key::state(key), Key::work(key)]
}

/// The one of a task's two descriptions that counts.
pub(super) fn current(found: &mut Found, key: &TaskKey, progress: &Progress) -> Result<Option<Spec>, StoreError> {
    let [first, second] = [false, true].map(|slot| Key::spec(key.run, &key.task, slot));
    let specs = [take(found, &first)?, take(found, &second)?];
    Ok(progress.current(specs.into_iter().flatten()))
}

/// A task, if one of its two descriptions counts. State and answers come to be when somebody works on it.
fn take_task(found: &mut Found, key: &TaskKey) -> Result<Option<(Progress, Task)>, StoreError> {
    let [progress, .., state, work] = task_keys(key);
    let Some(progress) = take::<Progress>(found, &progress)? else { return Ok(None) };
    let Some(spec) = current(found, key, &progress)? else { return Ok(None) };
    let (state, work) = (take(found, &state)?.unwrap_or_default(), take(found, &work)?.unwrap_or_default());
    Ok(Some((progress, Task::new(key.run, spec, state, work))))
}
