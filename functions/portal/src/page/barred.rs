//! Whether a guest did the work that a step is about.

use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{share::Share, task::Task, value::TaskSlug};

/// A task in which the guest did work, so that they may not decide in this one.
pub(crate) fn barred_by<'a>(share: &Share, shared: &SharedTasks, task: &'a Task) -> Option<&'a TaskSlug> {
    let is_done = |named: &TaskSlug| shared.run.is_done(named, &shared.progress);
    task.spec.step.as_ref()?.barred_by(&shared.before, is_done, &share.known_as())
}
