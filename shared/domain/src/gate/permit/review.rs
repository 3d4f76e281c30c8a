//! What was sent in a task before a step is read by those who have the step to do.

use super::{
    super::on_task::{OnTask, WorkRefused},
    Permit,
};
use crate::task::{TaskKey, TaskState};

impl<T> Permit<'_, OnTask<T>> {
    /// Whether what was sent in another task is anything to be read here: the step reviews it, and is theirs.
    pub fn reviews(&self, other: &TaskKey) -> Result<(), WorkRefused> {
        let task = self.task();
        let reviews = task.spec.step.iter().flat_map(|step| &step.reviews).any(|reviewed| *reviewed == other.task);
        let is_theirs = other.run == task.run && reviews && task.is_assigned(&self.assignee());
        if is_theirs { Ok(()) } else { Err(WorkRefused::NoSuchTask) }
    }

    /// Whether it may be read now: that task is completed.
    pub fn may_review(&self, other: &TaskKey, state: &TaskState) -> Result<(), WorkRefused> {
        self.reviews(other)?;
        // What is there now is not sent yet.
        let task = other.task.clone();
        match &state.completion {
            Some(_) => Ok(()),
            None if state.rounds.is_first() => Err(WorkRefused::Waiting { on: vec![task] }),
            None => Err(WorkRefused::UnderCorrection { task }),
        }
    }
}
