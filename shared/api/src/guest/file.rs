//! Files in and out.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::UploadId;

use crate::task::AnnounceFile;

/// `POST /p/{share}/tasks/{task}/uploads`: a file for one field.
///
/// [`AnnounceFile`] with its field. Spelt out, because serde knows no unknown members where it flattens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnnounceUpload {
    pub field: String,
    /// One line of 1 to 200 characters.
    pub name: String,
    /// Such as `application/pdf`; blank where the sender knows none.
    #[serde(rename = "type")]
    pub media_type: String,
    /// In bytes.
    pub size: u64,
    /// 64 hexadecimal digits.
    pub sha256: String,
}

impl AnnounceUpload {
    /// The field, and the file for it.
    pub fn into_parts(self) -> (String, AnnounceFile) {
        let Self { field, name, media_type, size, sha256 } = self;
        (field, AnnounceFile { name, media_type, size, sha256 })
    }
}

/// An upload was taken out of its task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Removed {
    pub id: UploadId,
    /// `true`.
    pub removed: bool,
}
