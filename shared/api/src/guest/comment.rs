//! `POST /p/{share}/tasks/{task}/comments`.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::CommentId;

/// A comment to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// Chosen by the page, so that sending it again adds nothing.
    pub id: Option<CommentId>,
    /// 1 to 2,000 characters.
    pub text: String,
}

/// It is there, now or since before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Commented {
    pub id: CommentId,
}
