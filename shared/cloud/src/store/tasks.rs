//! A task to act on, with the share through which somebody does.

use vestibule_domain::{
    gate::OnTask,
    run::{Progress, Run},
    share::Share,
    task::{Comment, Spec, Task, TaskKey, Upload},
    value::{CommentId, ShareId, UploadId},
};

use super::{
    Store,
    read::{Found, take},
    shares::{keys, take_share},
};
use crate::{error::StoreError, keys::Key};

/// What an act names beside its task; it is read with it.
pub trait Also: Sized {
    type Named: Send + Sync;

    #[doc(hidden)]
    fn key(task: &TaskKey, named: &Self::Named) -> Option<AlsoKey>;
    #[doc(hidden)]
    fn take(found: &mut FoundRows, key: Option<AlsoKey>) -> Result<Option<Self>, StoreError>;
}

/// A key, for this crate alone.
pub struct AlsoKey(Key);
/// Rows that were read, for this crate alone.
pub struct FoundRows(Found);

impl Also for () {
    type Named = ();

    fn key(_: &TaskKey, (): &()) -> Option<AlsoKey> {
        None
    }
    fn take(_: &mut FoundRows, _: Option<AlsoKey>) -> Result<Option<()>, StoreError> {
        Ok(Some(()))
    }
}

/// The run with all its steps; without it the task does not exist.
impl Also for Run {
    type Named = ();

    fn key(task: &TaskKey, (): &()) -> Option<AlsoKey> {
        Some(AlsoKey(Key::run(task.run)))
    }
    fn take(found: &mut FoundRows, key: Option<AlsoKey>) -> Result<Option<Self>, StoreError> {
        key.map_or(Ok(None), |AlsoKey(key)| take(&mut found.0, &key))
    }
}

impl Also for Option<Upload> {
    /// `None`: what is named is no upload.
    type Named = Option<UploadId>;

    fn key(task: &TaskKey, id: &Option<UploadId>) -> Option<AlsoKey> {
        id.map(|id| AlsoKey(Key::upload(task, id)))
    }
    fn take(found: &mut FoundRows, key: Option<AlsoKey>) -> Result<Option<Self>, StoreError> {
        key.map_or(Ok(None), |AlsoKey(key)| take(&mut found.0, &key)).map(Some)
    }
}

impl Also for Option<Comment> {
    type Named = CommentId;

    fn key(task: &TaskKey, id: &CommentId) -> Option<AlsoKey> {
        Some(AlsoKey(Key::comment(task, *id)))
    }
    fn take(found: &mut FoundRows, key: Option<AlsoKey>) -> Result<Option<Self>, StoreError> {
        key.map_or(Ok(None), |AlsoKey(key)| take(&mut found.0, &key)).map(Some)
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

    /// One batched read: these rows, and one task with what an act names beside it; `None`: the run has no such task.
    pub(super) async fn rows_and_task<T: Also>(
        &self,
        rows: Vec<Key>,
        task: &TaskKey,
        named: &T::Named,
    ) -> Result<(Found, Option<OnTask<T>>), StoreError> {
        let also = T::key(task, named);
        let asked: Vec<_> =
            rows.into_iter().chain(task_keys(task)).chain(also.as_ref().map(|key| key.0.clone())).collect();
        let mut found = FoundRows(self.batch(&asked).await?);
        let also = T::take(&mut found, also)?;
        let on = take_task(&mut found.0, task)?;
        Ok((found.0, on.zip(also).map(|((progress, task), also)| OnTask { progress, task, also })))
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
        let run = take::<Run>(&mut found, &run)?;
        Ok(run.zip(take_task(&mut found, key)?).map(|(run, (progress, task))| (run, progress, task)))
    }
}

fn task_keys(key: &TaskKey) -> [Key; 5] {
    let spec = |slot| Key::spec(key.run, &key.task, slot);
    [Key::progress(key.run), spec(false), spec(true), Key::state(key), Key::work(key)]
}

/// A task, if one of its two descriptions counts. State and answers come to be when somebody works on it.
fn take_task(found: &mut Found, key: &TaskKey) -> Result<Option<(Progress, Task)>, StoreError> {
    let [progress, first, second, state, work] = task_keys(key);
    let Some(progress) = take::<Progress>(found, &progress)? else { return Ok(None) };
    let specs: Vec<Spec> = [take(found, &first)?, take(found, &second)?].into_iter().flatten().collect();
    let Some(spec) = progress.current(specs) else { return Ok(None) };
    let (state, work) = (take(found, &state)?.unwrap_or_default(), take(found, &work)?.unwrap_or_default());
    Ok(Some((progress, Task::new(key.run, spec, state, work))))
}
