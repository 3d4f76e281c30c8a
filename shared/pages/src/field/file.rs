//! One file in a list: its name, size and digest, and how far it has come, in words.

use crate::{size::size, texts::Texts};
use vestibule_domain::{
    file::{Stage, Verdict},
    task::{Reference, SentFile},
};

#[derive(Debug)]
pub struct FileRow {
    pub id: String,
    pub name: String,
    pub size: String,
    pub sha256: String,
    /// For the script: the word of the API.
    pub progress: &'static str,
    /// For people; empty for reference files.
    pub state: String,
    pub removable: bool,
    pub readable: bool,
}

impl FileRow {
    pub fn sent(texts: Texts, SentFile { upload, stage }: &SentFile, (removable, readable): (bool, bool)) -> Self {
        let (progress, state) = match stage {
            Stage::Expected => ("expected", "file-expected"),
            Stage::Received { .. } => ("received", "file-received"),
            Stage::Scanning { .. } => ("scanning", "file-scanning"),
            Stage::Releasing { .. } => ("releasing", "file-releasing"),
            Stage::Clean { verdict: Verdict::NotScanned, .. } => ("clean", "file-clean"),
            Stage::Clean { verdict: Verdict::Clean, .. } => ("clean", "file-clean-checked"),
            Stage::Rejected { .. } => ("rejected", "file-rejected"),
        };
        Self {
            id: upload.id.to_string(),
            name: upload.manifest.name.to_string(),
            size: size(texts, upload.manifest.size),
            sha256: upload.manifest.sha256.to_string(),
            progress,
            state: texts.say(state),
            removable,
            readable: readable && stage.is_clean(),
        }
    }

    pub fn reference(texts: Texts, reference: &Reference, readable: bool) -> Self {
        Self {
            id: reference.id.to_string(),
            name: reference.manifest.name.to_string(),
            size: size(texts, reference.manifest.size),
            sha256: reference.manifest.sha256.to_string(),
            progress: "clean",
            state: String::new(),
            removable: false,
            readable,
        }
    }

    /// Enough to compare by eye.
    pub fn short_sha256(&self) -> &str {
        self.sha256.get(..12).unwrap_or(&self.sha256)
    }
}
