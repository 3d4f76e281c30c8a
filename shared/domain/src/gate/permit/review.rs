//! What was sent in a task before a step is read by those who have the step to do.

use super::{
    super::on_task::{OnTask, WorkRefused},
    Permit,
};
use crate::task::{TaskKey, TaskState};

impl<T> Permit<'_, OnTask<T>> {
    /// Whether what was sent in another task may be read here: the step reviews it and is theirs, and that task is completed.
    pub fn may_review(&self, other: &TaskKey, state: &TaskState) -> Result<(), WorkRefused> {
        let task = self.task();
        let reviews = task.spec.step.iter().flat_map(|step| &step.reviews).any(|reviewed| *reviewed == other.task);
        if other.run != task.run || !reviews || !task.is_assigned(&self.assignee()) {
            return Err(WorkRefused::NoSuchTask);
        }
        // It was handed back, or opened again: what is there now is not sent yet.
        if state.completion.is_some() { Ok(()) } else { Err(WorkRefused::Waiting { on: vec![other.task.clone()] }) }
    }
}
