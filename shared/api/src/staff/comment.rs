//! `POST /v1/shares/{share}/comments`, and comments as staff read them.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::{ShareId, TaskSlug};

use crate::task::Comment;

/// A comment of staff to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStaffComment {
    /// One of the share. Absent where a document is shared: it stands beside that.
    pub task: Option<TaskSlug>,
    /// 1 to 2,000 characters.
    pub text: String,
    pub visible_to: VisibleTo,
}

/// Who may read a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VisibleTo {
    /// Guests who see the task, and staff.
    Guest,
    /// Staff alone.
    Internal,
}

/// A comment, who may read it, and of which share it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = StaffComment))]
pub struct CommentOfShare {
    #[serde(flatten)]
    pub comment: Comment,
    pub visible_to: VisibleTo,
    /// `null`: it was written in a step.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub share: Option<ShareId>,
}

/// What was written beside the document of a share. Beside tasks, `GET` of the run has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentsOfShare {
    /// Oldest first.
    pub comments: Vec<CommentOfShare>,
    /// How many earlier ones it has no room for.
    pub left_out: u32,
}
