//! What guests answered: one row a task, each in a partition of its own.

use vestibule_domain::{
    task::{TaskKey, Work},
    value::{RunId, TaskSlug},
};

use super::{
    Store,
    read::{Found, MAX_BATCH, take},
    task_page::answer_bytes,
};
use crate::{error::StoreError, keys::Key};

/// The answers in some tasks.
#[derive(Debug)]
pub(super) struct Works(Found);

impl Works {
    /// Of a task in which nobody has saved anything there is no row.
    pub(super) fn take(&mut self, task: &TaskKey) -> Result<Work, StoreError> {
        Ok(take(&mut self.0, &Key::work(task))?.unwrap_or_default())
    }

    /// What they take of an answer, in bytes.
    pub(super) fn bytes(&self, task: &TaskKey) -> usize {
        self.0.get(&Key::work(task)).map_or(0, answer_bytes)
    }
}

impl Store {
    /// One batched read for each 100 tasks. It comes after the tasks are read: who sees one completed then sees the very
    /// answers that were sent.
    pub(super) async fn works(&self, run: RunId, tasks: &[TaskSlug]) -> Result<Works, StoreError> {
        let key = |task: &TaskSlug| Key::work(&TaskKey { run, task: task.clone() });
        let keys: Vec<_> = tasks.iter().map(key).collect();
        let mut all = Found::new();
        for keys in keys.chunks(MAX_BATCH) {
            all.extend(self.batch(keys).await?);
        }
        Ok(Works(all))
    }
}
