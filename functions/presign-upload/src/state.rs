//! What moving files works with.

use axum::extract::FromRef;
use vestibule_cloud::files::Files;
use vestibule_web::door::Guests;

/// What moving files works with.
#[derive(Debug, Clone)]
pub struct PresignUpload {
    pub guests: Guests,
    pub files: Files,
    /// Whether a malware scanner judges what comes in before it counts.
    pub scanned: bool,
}

impl FromRef<PresignUpload> for Guests {
    fn from_ref(presign_upload: &PresignUpload) -> Self {
        presign_upload.guests.clone()
    }
}
