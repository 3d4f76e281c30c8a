//! The rows of a task: its descriptions, its state, its answers, its files, its comments, and what was handed back.

mod changed;
mod comment;
mod handed_back;
mod handing_back;
mod spec;
mod state;
mod upload;
mod work;

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    file::{Manifest, MediaType},
    value::{Digest, Line},
};

/// A file as its sender announced it.
#[derive(Serialize, Deserialize)]
struct ManifestRow {
    name: Line<200>,
    #[serde(rename = "type")]
    media_type: MediaType,
    size: u64,
    sha256: Digest,
}

impl From<&Manifest> for ManifestRow {
    fn from(manifest: &Manifest) -> Self {
        Self {
            name: manifest.name.clone(),
            media_type: manifest.media_type.clone(),
            size: manifest.size,
            sha256: manifest.sha256,
        }
    }
}

impl From<ManifestRow> for Manifest {
    fn from(row: ManifestRow) -> Self {
        Self { name: row.name, media_type: row.media_type, size: row.size, sha256: row.sha256 }
    }
}
