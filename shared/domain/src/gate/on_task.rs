//! A task as an act finds it, and why an act in it is refused.

use jiff::Timestamp;

use crate::{
    run::Progress,
    share::Permission,
    task::Task,
    value::{FieldSlug, PersonName, TaskSlug},
};

/// A task with the progress of its run, and what else an act names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnTask<T = ()> {
    pub progress: Progress,
    pub task: Task,
    pub also: T,
}

/// Why somebody who is in may not do this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkRefused {
    /// Also for tasks that exist but are not in the share.
    #[error("there is no such task")]
    NoSuchTask,
    #[error("this share does not include the permission {permission}")]
    NotPermitted { permission: Permission },
    #[error("this task is already completed")]
    TaskDone { at: Timestamp },
    /// They were sent in an earlier round, and not handed back.
    #[error("this was sent and not handed back, so it cannot change: {}", fields.iter().map(FieldSlug::as_str).collect::<Vec<_>>().join(", "))]
    NotHandedBack { fields: Vec<FieldSlug> },
    /// What is decided on stays as it is, from the first decision on.
    #[error("{by} has decided on what there was already")]
    BeingDecided { by: PersonName, at: Timestamp },
    /// The step of a guest who may decide by their share was given to somebody else, or taken from them by a push.
    #[error("this step is for others to decide now")]
    ForOthers,
    #[error("this task is completed by a decision")]
    ToBeDecided,
    #[error("this task waits for another one to be completed")]
    Waiting { on: Vec<TaskSlug> },
    /// What a step reviews is open again.
    #[error("what was sent in this task was handed back, and was not sent again yet")]
    UnderCorrection { task: TaskSlug },
}
