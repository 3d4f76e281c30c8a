//! What a member is, in a project and in the org.

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

/// What a member is in the whole org.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrgRole {
    /// Does everything everywhere.
    OrgAdmin,
    /// Reaches the steps that were given to them, and takes no seat.
    WorkflowResponder,
}

/// A role that it takes, in the project or in the org.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NeededRole {
    Viewer,
    Reviewer,
    Initiator,
    DocumentController,
    ProjectAdmin,
    OrgAdmin,
}
