//! Entries in people's lists of steps, told by task and person.

use std::collections::BTreeSet;

use super::{
    flow::KnownTask,
    part::{self, PartOf},
};
use crate::{task::StepState, value::TaskSlug};

/// Entries in lists: of which tasks, and whose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries(pub(super) BTreeSet<(TaskSlug, String)>);

impl Entries {
    /// Of all who have the tasks to do, and of those who had them before the last push, or would have them by one that
    /// never ended.
    pub(super) fn of_all(tasks: &[KnownTask]) -> Self {
        let of_task = |task: &KnownTask| {
            let fresh = StepState::default();
            let specs = task.other.iter().flat_map(|other| [(other, &fresh), (other, &task.state.step)]);
            let all = specs.chain([(&task.spec, &task.state.step)]);
            let subs: Vec<_> = all.flat_map(|(spec, state)| part::subs(spec, state)).map(str::to_owned).collect();
            subs.into_iter().map(|sub| (task.spec.task.clone(), sub)).collect::<Vec<_>>()
        };
        Self(tasks.iter().flat_map(of_task).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn and(mut self, others: &Self) -> Self {
        self.0.extend(others.0.iter().cloned());
        self
    }
}

impl FromIterator<PartOf> for Entries {
    fn from_iter<I: IntoIterator<Item = PartOf>>(parts: I) -> Self {
        Self(parts.into_iter().map(|part| (part.task, part.sub)).collect())
    }
}
