//! Handing out to a member the file of a revision. The document's trail says so.

use super::{fact::DocumentFact, revision::Revision, state::Document};
use crate::{
    audit::Stamp,
    change::Change,
    staff::{Authority, Forbidden},
};

/// The revision that is asked for, where the document has it.
#[derive(Debug, Clone)]
pub struct DownloadRevision {
    pub revision: Option<Revision>,
}

/// That it was handed out: the document's row says where its trail ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionDownloaded {
    pub document: Document,
    pub revision: Revision,
}

/// Why no file is handed out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchRevision {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("the document has no such revision")]
    Unknown,
}

impl DownloadRevision {
    pub fn decide(
        &self,
        by: Authority<'_>,
        document: &Document,
        stamp: &Stamp,
    ) -> Result<Change<RevisionDownloaded>, NoSuchRevision> {
        document.viewed(by)?;
        let here = self.revision.clone().filter(|revision| revision.document == document.id);
        let revision = here.ok_or(NoSuchRevision::Unknown)?;
        let fact = DocumentFact::FileDownloaded {
            document: document.id,
            number: document.number.clone(),
            code: revision.code.clone(),
            nth: revision.nth,
            sha256: revision.manifest.sha256,
        };
        Ok(Change::new(document.clone(), stamp, fact, []).map(|document| RevisionDownloaded { document, revision }))
    }
}
