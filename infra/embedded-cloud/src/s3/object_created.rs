//! What listeners are told of each new version.

use super::version::Version;

/// A version that has just come to be, by upload, copy or completed multipart upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectCreated {
    pub bucket: String,
    pub key: String,
    pub version_id: String,
    /// Without the quotes.
    pub etag: String,
    pub size: u64,
}

impl ObjectCreated {
    pub(super) fn of(version: &Version) -> Option<Self> {
        let content = version.content.as_ref()?;
        Some(Self {
            bucket: version.bucket.clone(),
            key: version.key.clone(),
            version_id: version.id.clone(),
            etag: content.etag.clone(),
            size: content.size,
        })
    }
}
