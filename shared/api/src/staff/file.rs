//! The files that guests have sent, as staff read of them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Digest, FieldSlug, Line, ShareId, TaskSlug, UploadId};

use crate::task::FileState;

/// A file that a guest sent, through which share, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = TaskFile))]
pub struct SentFile {
    pub id: UploadId,
    pub field: FieldSlug,
    pub name: Line<200>,
    #[serde(rename = "type")]
    pub media_type: String,
    pub size: u64,
    pub sha256: Digest,
    pub state: FileState,
    /// What it is by its first bytes, as the usual extension of such files: `pdf`, `jpg`, `docx`; `ole` for documents
    /// from before 2007, such as `doc` and `xls`. `null`: they tell nothing, or it has not come yet.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub content: Option<String>,
    /// It is something else than the extension of its name says.
    pub misnamed: bool,
    /// When its sender announced it.
    pub sent_at: Timestamp,
    /// `null`: it was sent in a step.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub share: Option<ShareId>,
    /// Its key in the documents bucket; `null` until it counts.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub key: Option<String>,
}

/// One file of a run, with the task that it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunFile {
    pub task: TaskSlug,
    #[serde(flatten)]
    pub file: SentFile,
}

/// One page of the files of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunFiles {
    pub files: Vec<RunFile>,
    /// Where the next page begins; `null`: this is the end.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub cursor: Option<String>,
}
