//! What somebody wrote beside a task.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::value::{CommentId, Paragraphs, PersonName, Through};

/// What a guest or a member wrote beside a task. Written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub id: CommentId,
    pub at: Timestamp,
    /// Through which it came, or about which it is.
    pub through: Through,
    pub author: PersonName,
    pub text: Paragraphs<2000>,
    pub from: CommentFrom,
}

/// On which side it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentFrom {
    Guest,
    /// By somebody who has a step to do: for staff, and for all who have it to do.
    Assignee,
    Staff {
        visible_to: VisibleTo,
    },
}

/// Who may read what staff wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisibleTo {
    /// Guests who see the task, and staff.
    Guest,
    /// Staff alone.
    Internal,
}

impl Comment {
    /// Whether guests may know of it.
    pub fn is_for_guests(&self) -> bool {
        match self.from {
            CommentFrom::Guest | CommentFrom::Staff { visible_to: VisibleTo::Guest } => true,
            CommentFrom::Assignee | CommentFrom::Staff { visible_to: VisibleTo::Internal } => false,
        }
    }

    /// Whether a member wrote it.
    pub fn is_from_staff(&self) -> bool {
        matches!(self.from, CommentFrom::Staff { .. })
    }
}
