//! A file as its sender announces it, not yet held against any rule.

use vestibule_api::task::AnnounceFile;
use vestibule_domain::{
    file::{AskedFile, Manifest},
    value::{Digest, FileName, Line},
};

use crate::request::fields::Fields;

/// A file as it is announced, as far as it can be read.
#[derive(Debug, Clone)]
pub struct AnnouncedFile {
    name: Option<Line<200>>,
    size: u64,
    /// All of it, if all of it can be read.
    pub manifest: Option<Manifest>,
}

impl AnnouncedFile {
    /// What the limits look at.
    pub fn asked(&self) -> AskedFile<'_> {
        AskedFile { name: self.name.as_ref(), size: self.size }
    }
}

impl Fields {
    /// Reads what is announced.
    pub fn file(&mut self, announced: &AnnounceFile) -> AnnouncedFile {
        let name = self.read("/name", &announced.name).map(|FileName(name)| name);
        // Browsers name no type where they know none.
        let known = Some(announced.media_type.as_str()).filter(|text| !text.trim().is_empty());
        let media_type = self.read("/type", known.unwrap_or("application/octet-stream"));
        let sha256: Option<Digest> = self.read("/sha256", &announced.sha256);
        let size = announced.size;
        let whole = name.clone().zip(media_type).zip(sha256);
        let manifest = whole.map(|((name, media_type), sha256)| Manifest { name, media_type, size, sha256 });
        AnnouncedFile { name, size, manifest }
    }
}
