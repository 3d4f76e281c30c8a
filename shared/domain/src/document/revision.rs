//! One revision of a document: a file that never changes, under a code that no other revision of it has.

use jiff::Timestamp;

use crate::{
    file::{Manifest, ObjectKey},
    value::{DocumentId, FileId, HostCode, Paragraphs, RevisionId},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub document: DocumentId,
    pub code: HostCode,
    /// Counted from 1.
    pub nth: u16,
    /// What is another than in the revision before.
    pub changed: Option<Paragraphs<2000>>,
    pub file: FileId,
    pub manifest: Manifest,
    /// The `sub` of who brought it.
    pub creator: String,
    pub at: Timestamp,
}

impl Revision {
    pub fn id(&self) -> RevisionId {
        RevisionId::of(self.document, &self.code)
    }

    /// Where its bytes are.
    pub fn object(&self) -> ObjectKey {
        ObjectKey::Reference { file: self.file }
    }
}
