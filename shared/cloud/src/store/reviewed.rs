//! Tasks that a step reviews.

use std::collections::BTreeMap;

use vestibule_domain::{
    run::{Progress, Run},
    task::{Spec, TaskKey, WholeTask},
    value::{Line, TaskSlug},
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

    /// A task with those that it reviews: where there are some, one query each, at the same time, then one read of their answers.
    pub(super) async fn reviewing(&self, whole: WholeTask, progress: &Progress) -> Result<WholeTask, StoreError> {
        let (run, step) = (whole.task.run, whole.task.spec.step.as_ref());
        let tasks: Vec<_> = step.iter().flat_map(|step| &step.reviews).cloned().collect();
        let mut rows = TaskRows::default();
        self.rows_of_tasks(run, &tasks, &mut rows).await?;
        let mut works = self.works(run, &tasks).await?;
        let one = |task| rows.take(&TaskKey { run, task }, &mut works, progress).transpose();
        let reviewed = tasks.into_iter().filter_map(one).collect::<Result<_, _>>()?;
        Ok(whole.reviewing(reviewed))
    }

    /// What some tasks of a run are called: one read for each hundred.
    pub(super) async fn titles(
        &self,
        run: &Run,
        progress: &Progress,
        tasks: &[TaskSlug],
    ) -> Result<BTreeMap<TaskSlug, Line<200>>, StoreError> {
        let mut titles = BTreeMap::new();
        for keys in spec_keys(run, progress, tasks).chunks(MAX_BATCH) {
            let mut found = self.batch(keys).await?;
            for key in keys {
                titles.extend(take::<Spec>(&mut found, key)?.map(|spec| (spec.task, spec.title)));
            }
        }
        Ok(titles)
    }
}

/// The rows of the descriptions that count, of those among the tasks that are in the run.
pub(super) fn spec_keys<'a>(run: &Run, progress: &Progress, tasks: impl IntoIterator<Item = &'a TaskSlug>) -> Vec<Key> {
    let steps = tasks.into_iter().filter_map(|task| run.step(task));
    steps.map(|step| Key::spec(run.id, &step.task, progress.slots.has(step.index))).collect()
}
