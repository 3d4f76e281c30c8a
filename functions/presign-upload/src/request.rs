//! What the paths of several routes name.

use serde::Deserialize;
use vestibule_domain::value::{ExportId, ShareId, UploadId};

/// The upload that a path names.
#[derive(Debug, Deserialize)]
pub(crate) struct OfUpload {
    pub(crate) upload: UploadId,
}

/// The zip that a path names.
#[derive(Debug, Deserialize)]
pub(crate) struct OfExport {
    pub(crate) export: ExportId,
}

/// The page of a share that tells how far a zip is.
pub(crate) fn page_of(share: ShareId, export: ExportId) -> String {
    format!("/p/{share}?zip={export}#all-files")
}
