//! What the paths of several routes name.

use serde::Deserialize;
use vestibule_domain::value::UploadId;

/// The upload that a path names.
#[derive(Debug, Deserialize)]
pub(crate) struct OfUpload {
    pub(crate) upload: UploadId,
}
