//! What the fields of one task have in common.

use vestibule_domain::{file::UploadLimits, task::WholeTask, value::RecipientId};

use crate::texts::Texts;

pub struct FieldContext<'a> {
    pub texts: Texts,
    pub task: &'a WholeTask,
    /// The guest whose files are shown; those of others are counted.
    pub recipient: RecipientId,
    pub limits: &'a UploadLimits,
    /// Below which the task's files are sent and read, such as `/p/{share}/tasks/{task}`.
    pub path: String,
    pub permitted: Permitted,
}

/// What the reader may do with the fields.
#[derive(Debug, Clone, Copy)]
pub struct Permitted {
    pub fill: bool,
    pub upload: bool,
    pub download: bool,
}
