//! What somebody wrote beside a task.

use jiff::Timestamp;

use crate::value::{CommentId, Paragraphs, PersonName, ShareId};

/// What a guest wrote beside a task. Written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub id: CommentId,
    pub at: Timestamp,
    /// Through which it came: whose it is.
    pub share: ShareId,
    pub author: PersonName,
    pub text: Paragraphs<2000>,
}
