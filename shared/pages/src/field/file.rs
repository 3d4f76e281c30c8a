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
    /// It is something else than its name says: to be looked at.
    pub misnamed: bool,
    pub removable: bool,
    pub readable: bool,
}

/// What is said of a file that is something else than its name says.
pub fn misnamed(texts: Texts, file: &SentFile) -> Option<String> {
    let content = file.misnamed()?;
    Some(texts.say_with("file-misnamed", &[("kind", content.as_str().to_uppercase().into())]))
}

impl FileRow {
    pub fn sent(texts: Texts, file: &SentFile, (removable, readable): (bool, bool)) -> Self {
        let SentFile { upload, stage, .. } = file;
        let state = match stage {
            Stage::Expected => "file-expected",
            Stage::Cleared { .. } => "file-cleared",
            Stage::Scanning { .. } => "file-scanning",
            Stage::Releasing { .. } => "file-releasing",
            Stage::Clean { verdict: Verdict::NotScanned, .. } => "file-clean",
            Stage::Clean { verdict: Verdict::Clean, .. } => "file-clean-checked",
            Stage::Rejected { .. } => "file-rejected",
            Stage::Returned { .. } => "file-returned",
        };
        let misnamed = misnamed(texts, file);
        Self {
            id: upload.id.to_string(),
            name: upload.manifest.name.to_string(),
            size: size(texts, upload.manifest.size),
            sha256: upload.manifest.sha256.to_string(),
            progress: stage.name(),
            misnamed: misnamed.is_some(),
            state: match misnamed {
                Some(words) => format!("{} · {words}", texts.say(state)),
                None => texts.say(state),
            },
            removable,
            readable: readable && stage.is_kept(),
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
            misnamed: false,
            removable: false,
            readable,
        }
    }

    /// Enough to compare by eye.
    pub fn short_sha256(&self) -> &str {
        self.sha256.get(..12).unwrap_or(&self.sha256)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use vestibule_domain::{
        file::Manifest,
        task::Upload,
        value::{Digest, Locale, RecipientId, ShareId, UploadId},
    };

    use super::*;
    use crate::texts::shared as texts;

    fn said(locale: Locale, stage: Stage) -> String {
        let (name, media_type) = ("a.pdf".parse().unwrap(), "application/pdf".parse().unwrap());
        let upload = Upload {
            id: UploadId::new([1; 16]),
            field: "contract".parse().unwrap(),
            through: ShareId::new([1; 16]).into(),
            manifest: Manifest { name, media_type, size: 1, sha256: Digest::of("a") },
            announced_at: Timestamp::UNIX_EPOCH,
        };
        FileRow::sent(
            texts(locale),
            &SentFile { upload, recipient: RecipientId::new([1; 16]), stage, content: None },
            (true, true),
        )
        .state
    }

    #[test]
    fn a_guest_reads_received_of_a_file_that_was_settled_and_of_no_other() {
        let (version, at) = (|| "v1".to_owned(), Timestamp::UNIX_EPOCH);
        for (locale, received) in [(Locale::En, "Received"), (Locale::Es, "Recibido"), (Locale::PtBr, "Recebido")] {
            for stage in [
                Stage::Scanning { version: version() },
                Stage::Releasing { version: version(), verdict: Verdict::Clean },
                Stage::Clean { at, verdict: Verdict::NotScanned },
                Stage::Clean { at, verdict: Verdict::Clean },
            ] {
                let said = said(locale, stage);
                assert!(said.starts_with(received), "{said}");
            }
            for stage in [
                Stage::Expected,
                Stage::Cleared { version: version() },
                Stage::Rejected { at, reason: "EICAR".to_owned() },
            ] {
                let said = said(locale, stage);
                assert!(!said.starts_with(received), "{said}");
            }
        }
    }
}
