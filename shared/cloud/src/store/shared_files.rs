//! The reference files of all tasks of a share, with what an act on them names: the zips of them that there are, or one.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_domain::{
    export::{Export, ExportOf, Kept},
    gate::OnFiles,
    run::{Progress, Run},
    share::{Share, TasksNow},
    task::{Spec, TaskKey, TaskState},
    value::{ExportId, RunId, ShareId, TaskSlug},
};

use super::{
    Store,
    read::{Found, MAX_BATCH, take},
    reviewed::spec_keys,
    shares::{keys, take_share},
    tasks::AlsoKey,
};
use crate::{error::StoreError, keys::Key};

/// What an act on the files of a share names beside them; it is read with them.
pub trait BesideFiles: Sized {
    type Named: Send + Sync;

    #[doc(hidden)]
    fn beside(share: ShareId, named: &Self::Named) -> AlsoKey;
    #[doc(hidden)]
    fn with_specs(
        store: &Store,
        share: &Share,
        run: RunFound,
        named: &Self::Named,
    ) -> impl Future<Output = Result<OnFiles<Self>, StoreError>> + Send;
}

/// The run of a share, and what an act on its files names, for this crate alone.
pub struct RunFound(RunId, Found);

/// The zips that there are of the share.
impl BesideFiles for Kept {
    type Named = ();

    fn beside(share: ShareId, (): &()) -> AlsoKey {
        AlsoKey(Key::kept(ExportOf::Share(share)))
    }

    async fn with_specs(
        store: &Store,
        share: &Share,
        RunFound(run, mut found): RunFound,
        (): &(),
    ) -> Result<OnFiles<Self>, StoreError> {
        let list = super::exports::take_list(&mut found, ExportOf::Share(share.id()))?;
        let exports: Vec<_> = list.exports.iter().map(|export| Key::export(*export)).collect();
        let (specs, mut found) = store.specs_and(share, run, &mut found, exports.clone()).await?;
        let exports = exports.iter().filter_map(|key| take(&mut found, key).transpose()).collect::<Result<_, _>>()?;
        Ok(OnFiles { specs, also: Self { list, exports } })
    }
}

/// One zip, which may be of another share, or of a run.
impl BesideFiles for Option<Export> {
    type Named = ExportId;

    fn beside(_: ShareId, id: &ExportId) -> AlsoKey {
        AlsoKey(Key::export(*id))
    }

    async fn with_specs(
        store: &Store,
        share: &Share,
        RunFound(run, mut found): RunFound,
        id: &ExportId,
    ) -> Result<OnFiles<Self>, StoreError> {
        let also = take(&mut found, &Key::export(*id))?;
        let (specs, _) = store.specs_and(share, run, &mut found, vec![]).await?;
        Ok(OnFiles { specs, also })
    }
}

impl Store {
    /// One read: a share with the run that it is about, before anybody is let in.
    pub async fn share_and_run<T: BesideFiles>(
        &self,
        share: ShareId,
        run: RunId,
        named: &T::Named,
    ) -> Result<Option<(Share, RunFound)>, StoreError> {
        let [terms, gate] = keys(share);
        let AlsoKey(also) = T::beside(share, named);
        let mut found = self.batch(&[terms, gate, Key::run(run), Key::progress(run), also]).await?;
        Ok(take_share(&mut found, share)?.map(|share| (share, RunFound(run, found))))
    }

    /// One read for each hundred tasks: what the tasks of a share ask for, and what an act on their files names.
    pub async fn files_of<T: BesideFiles>(
        &self,
        share: &Share,
        run: RunFound,
        named: &T::Named,
    ) -> Result<OnFiles<T>, StoreError> {
        T::with_specs(self, share, run, named).await
    }

    /// What the tasks of a share ask for, in its order. One read of the run, and one for each hundred tasks.
    pub async fn shared_specs(&self, share: &Share, run: RunId) -> Result<Vec<Spec>, StoreError> {
        let mut found = self.batch(&[Key::run(run), Key::progress(run)]).await?;
        Ok(self.specs_and(share, run, &mut found, vec![]).await?.0)
    }

    /// The same with how far they have come, and those whose workers may not decide in them.
    pub async fn tasks_now(&self, share: &Share, id: RunId) -> Result<TasksNow, StoreError> {
        let mut found = self.batch(&[Key::run(id), Key::progress(id)]).await?;
        let mut heads = found.clone();
        let (run, progress) =
            (take::<Run>(&mut heads, &Key::run(id))?, take::<Progress>(&mut heads, &Key::progress(id))?);
        let (Some(run), Some(progress)) = (run, progress) else { return Ok(TasksNow::default()) };
        let tasks = share.terms.scope.tasks();
        let key = |task: &TaskSlug| Key::state(&TaskKey { run: id, task: task.clone() });
        let also = tasks.iter().map(key).collect();
        let (specs, mut found) = self.specs_and(share, id, &mut found, also).await?;
        let mut states = BTreeMap::new();
        for task in tasks {
            states.extend(take::<TaskState>(&mut found, &key(task))?.map(|state| (task.clone(), state)));
        }
        let not_by: BTreeSet<_> =
            specs.iter().filter_map(|spec| spec.step.as_ref()).flat_map(|step| &step.not_by).collect();
        let not_by: Vec<_> = not_by.into_iter().filter(|task| !tasks.contains(task)).cloned().collect();
        states.extend(self.states(id, &not_by).await?);
        let done = tasks.iter().chain(&not_by).filter(|task| run.is_done(task, &progress)).cloned().collect();
        Ok(TasksNow { specs, states, done })
    }

    /// One read: a share, and an export, which may be another one's.
    pub async fn share_and_export(
        &self,
        share: ShareId,
        export: ExportId,
    ) -> Result<Option<(Share, Option<Export>)>, StoreError> {
        let [terms, gate] = keys(share);
        let export = Key::export(export);
        let mut found = self.batch(&[terms, gate, export.clone()]).await?;
        let also = take(&mut found, &export)?;
        Ok(take_share(&mut found, share)?.map(|share| (share, also)))
    }

    /// The descriptions that count, of the share's tasks in the run that was found, and further rows.
    async fn specs_and(
        &self,
        share: &Share,
        id: RunId,
        found: &mut Found,
        mut also: Vec<Key>,
    ) -> Result<(Vec<Spec>, Found), StoreError> {
        let (run, progress) = (take::<Run>(found, &Key::run(id))?, take::<Progress>(found, &Key::progress(id))?);
        let tasks = share.terms.scope.tasks();
        let described = run.zip(progress).map(|(run, progress)| spec_keys(&run, &progress, tasks));
        let described = described.unwrap_or_default();
        also.extend(described.iter().cloned());
        let mut all = Found::new();
        for keys in also.chunks(MAX_BATCH) {
            all.extend(self.batch(keys).await?);
        }
        let specs = described.iter().filter_map(|key| take(&mut all, key).transpose()).collect::<Result<_, _>>()?;
        Ok((specs, all))
    }
}
