//! Messages that leave the house after a commit: mails and events for the host's own systems.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    id::{OutboxId, ShareId},
    share::BounceKind,
    slug::{OrgSlug, ProjectSlug, RunSlug, TaskSlug},
};

/// What one commit sends. Delivered at least once; `id` lets a receiver drop repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    pub id: OutboxId,
    pub at: Timestamp,
    pub messages: Vec<Message>,
}

/// One message. Holds no secret: the link of an invitation is derived when it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Message {
    /// Mail the guest their link.
    Invitation { share: ShareId },
    /// Mail the share's creator what happened.
    OwnerNotice { share: ShareId, about: Notice },
    /// Put on the bus: `task.completed`.
    TaskCompleted(TaskCompleted),
}

/// What a share's creator is told by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Notice {
    Completed,
    Locked {
        until: Timestamp,
    },
    NewLinkRequested,
    /// The invitation did not arrive.
    Bounced {
        kind: BounceKind,
    },
}

/// The data of the `task.completed` event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskCompleted {
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub run: RunSlug,
    pub task: TaskSlug,
    pub share: ShareId,
    /// Tasks that waited for this one and may start now.
    pub unlocked: Vec<TaskSlug>,
}
