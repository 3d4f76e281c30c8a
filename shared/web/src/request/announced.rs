//! A file as its sender announces it, not yet held against any rule.

use vestibule_api::task::AnnounceFile;
use vestibule_domain::{file::Manifest, value::Digest};

use crate::request::fields::Fields;

impl Fields {
    /// Reads what is announced; `None` too where anything was wrong before.
    pub fn manifest(&mut self, announced: &AnnounceFile) -> Option<Manifest> {
        let name = self.read("/name", &announced.name);
        // Browsers name no type where they know none.
        let media_type = self.maybe("/type", Some(&announced.media_type));
        let sha256: Option<Digest> = self.read("/sha256", &announced.sha256);
        if !self.is_empty() {
            return None;
        }
        let media_type = media_type.or_else(|| "application/octet-stream".parse().ok())?;
        Some(Manifest { name: name?, media_type, size: announced.size, sha256: sha256? })
    }
}
