//! Tasks that a step reviews.

use std::collections::BTreeMap;

use vestibule_domain::{
    gate::OnTask,
    run::Progress,
    share::Share,
    task::{Spec, TaskKey, WholeTask},
    value::{Line, RunId, ShareId, TaskSlug},
};

use super::{
    Store,
    read::{MAX_BATCH, take},
    view::TaskRows,
};
use crate::{error::StoreError, keys::Key};

impl Store {
    /// A query, then a read of its answers: a task, whole; `None`: the run has none of this name.
    pub async fn whole_task(&self, key: &TaskKey, progress: &Progress) -> Result<Option<WholeTask>, StoreError> {
        let mut rows = TaskRows::default();
        rows.read(self.all(Key::run(key.run).pk, Some(&Key::task_prefix(&key.task))).await?)?;
        let mut works = self.works(key.run, std::slice::from_ref(&key.task)).await?;
        rows.take(key, &mut works, progress)
    }

    /// One batched read, then two more: a share with a step, and another task of the run, whole.
    pub async fn share_and_reviewed(
        &self,
        share: ShareId,
        step: &TaskKey,
        reviewed: &TaskSlug,
    ) -> Result<Option<(Share, Option<(OnTask, WholeTask)>)>, StoreError> {
        let (share, on) = self.share_and_task::<()>(share, step, &()).await?;
        let Some(share) = share else { return Ok(None) };
        let Some(on) = on else { return Ok(Some((share, None))) };
        let key = TaskKey { run: step.run, task: reviewed.clone() };
        let whole = self.whole_task(&key, &on.progress).await?;
        Ok(Some((share, whole.map(|whole| (on, whole)))))
    }

    /// What some tasks of a run are called: a batched read for each 50.
    pub(super) async fn titles(
        &self,
        run: RunId,
        tasks: &[TaskSlug],
        progress: &Progress,
    ) -> Result<BTreeMap<TaskSlug, Line<200>>, StoreError> {
        let mut titles = BTreeMap::new();
        for tasks in tasks.chunks(MAX_BATCH / 2) {
            let slots: Vec<_> =
                tasks.iter().flat_map(|task| [false, true].map(|slot| Key::spec(run, task, slot))).collect();
            let mut found = self.batch(&slots).await?;
            let mut specs = Vec::with_capacity(slots.len());
            for key in &slots {
                specs.extend(take::<Spec>(&mut found, key)?);
            }
            let current = specs.into_iter().filter_map(|spec| progress.current([spec]));
            titles.extend(current.map(|spec| (spec.task, spec.title)));
        }
        Ok(titles)
    }
}
