//! What a member is in a project.

use serde::{Deserialize, Serialize};

/// What a member is in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Viewer,
    Reviewer,
    Initiator,
    DocumentController,
    ProjectAdmin,
}
