//! A file on its way out of quarantine.

use vestibule_domain::file::{Manifest, Stage};

/// A file that is to be copied to the documents bucket now.
pub(crate) struct Release {
    pub(crate) version: String,
    pub(crate) manifest: Manifest,
}

impl Release {
    pub(crate) fn of(stage: &Stage, manifest: &Manifest) -> Option<Self> {
        let version = stage.to_release()?.to_owned();
        Some(Self { version, manifest: manifest.clone() })
    }
}
