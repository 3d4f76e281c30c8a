//! What a guest may do.

use serde::{Deserialize, Serialize};

/// One thing that a guest may do. Each means the same in every scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    FillFields,
    UploadFiles,
    ReadFiles,
    DownloadFiles,
    Comment,
    /// To decide in a step that names their address.
    Respond,
    CompleteTask,
}
