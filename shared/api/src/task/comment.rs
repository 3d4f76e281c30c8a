//! What somebody wrote beside a task.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{CommentId, Paragraphs, PersonName};

/// A comment. Through which share it came is nobody's business but its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    pub id: CommentId,
    pub at: Timestamp,
    pub author: PersonName,
    pub text: Paragraphs<2000>,
    pub from: CommentFrom,
}

/// On which side it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CommentFrom {
    Guest,
    Staff,
    /// By somebody who has the step to do.
    Assignee,
}
