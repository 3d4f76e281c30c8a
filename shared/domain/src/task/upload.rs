//! A file that a guest sends for one field, as it was announced. Written once.

use jiff::Timestamp;

use crate::{
    file::{Manifest, ObjectKey},
    value::{Digest, FieldSlug, RunId, TaskSlug, Through, UploadId},
};

/// A file that a guest sends for one field, as it was announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub id: UploadId,
    pub field: FieldSlug,
    pub through: Through,
    pub manifest: Manifest,
    pub announced_at: Timestamp,
}

impl Upload {
    /// The object's key in both buckets.
    pub fn object(&self, run: RunId, task: &TaskSlug) -> ObjectKey {
        ObjectKey::Task { through: self.through, run, task: task.clone(), upload: self.id }
    }
}

/// SHA-256 over what an announcement says of a file.
pub(crate) fn announcement(manifest: &Manifest) -> Digest {
    let Manifest { name, media_type, size, sha256 } = manifest;
    Digest::of(format!("{name}\n{}\n{size}\n{sha256}", media_type.as_str()))
}
