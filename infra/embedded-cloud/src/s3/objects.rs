//! A way to the objects that needs no client, for a scanner's stand-in and for tests.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::broadcast;

use super::object_created::ObjectCreated;
use super::store::Store;

/// A handle to the S3 stand-in's objects; clones see the same ones.
#[derive(Clone)]
pub struct Objects {
    pub(super) store: Arc<Store>,
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

    /// Everything of S3 lies below it.
    pub(crate) fn folder(&self) -> &Path {
        self.store.layout.root()
    }

    fn bytes(&self, bucket: &str, key: &str, version: Option<&str>) -> Option<Vec<u8>> {
        let (found, _) = self.store.find(bucket, key, version).ok()?;
        let mut bytes = Vec::new();
        let mut data = self.store.open_data(&found).ok()?;
        data.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}
