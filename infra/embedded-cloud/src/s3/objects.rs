//! A way to the objects that needs no client, for a scanner's stand-in and for tests.

use std::io::Read;
use std::sync::Arc;

use tokio::sync::broadcast;

use super::store::Store;
use super::version::Version;

/// A handle to the S3 stand-in's objects; clones see the same ones.
#[derive(Clone)]
pub struct Objects {
    pub(super) store: Arc<Store>,
}

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

impl Objects {
    /// The newest version's bytes; none where the key is not, or no longer, there.
    pub fn read(&self, bucket: &str, key: &str) -> Option<Vec<u8>> {
        self.bytes(bucket, key, None)
    }

    /// The bytes of that very version.
    pub fn read_version(&self, bucket: &str, key: &str, version_id: &str) -> Option<Vec<u8>> {
        self.bytes(bucket, key, Some(version_id))
    }

    /// The bucket's keys in their order; none for an unknown bucket.
    pub fn keys(&self, bucket: &str) -> Vec<String> {
        let current = self.store.current(bucket).unwrap_or_default();
        current.into_iter().map(|(version, _)| version.key).collect()
    }

    /// Tells of every version created from now on. A receiver that falls 4096 behind is told so.
    pub fn created(&self) -> broadcast::Receiver<ObjectCreated> {
        self.store.created.subscribe()
    }

    fn bytes(&self, bucket: &str, key: &str, version: Option<&str>) -> Option<Vec<u8>> {
        let (found, _) = self.store.find(bucket, key, version).ok()?;
        let mut bytes = Vec::new();
        let mut data = self.store.open_data(&found).ok()?;
        data.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
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
