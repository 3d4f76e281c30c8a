//! Taking a file out again.

use super::download::FileRefused;
use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::{Acting, OnTask, Permit, WorkRefused},
    share::Permission,
    task::{TaskKey, TaskState, WorkFact},
    value::UploadId,
};

/// Takes a file out again, in any stage, while the round that it was sent in is unfinished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remove {
    pub id: UploadId,
}

#[derive(Debug, Clone)]
pub struct Removed {
    pub by: Acting,
    pub task: TaskKey,
    pub state: TaskState,
    pub upload: UploadId,
}

impl Act<Permit<'_>> for Remove {
    type Made = Removed;
    type Refused = FileRefused;

    fn decide(&self, permit: Permit<'_, OnTask>, stamp: &Stamp) -> Result<Decision<Removed>, FileRefused> {
        permit.may_now(Permission::UploadFiles)?;
        let (task, upload) = (permit.task(), self.id);
        let mark = task.state.own(upload, permit.recipient());
        let mark = mark.ok_or(FileRefused::NoSuchFile)?;
        let field = mark.field.clone();
        if !task.state.can_remove(mark) {
            return Err(WorkRefused::NotHandedBack { fields: vec![field] }.into());
        }
        let mut state = task.state.clone();
        if mark.stage.is_clean() {
            state.files_changed = state.files_changed.by(permit.through(), state.version + 1);
        }
        state.files.remove(&upload);
        let fact = WorkFact::UploadRemoved { task: task.slug().clone(), field, upload };
        Ok(permit.record(fact, stamp).map(|by| Removed { by, task: task.key(), state, upload }).into())
    }
}

#[cfg(test)]
mod tests;
