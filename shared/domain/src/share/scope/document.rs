//! One revision of one document.

use crate::{
    document::{Document, Revision},
    share::{
        permission::Permission::{self, Comment, DownloadFiles, ReadFiles},
        terms_flaw::TermsFlaw,
    },
    value::{DocumentId, HostCode, RegisterNumber, RevisionId},
};

/// The revision that the guest sees, also when a later one is current.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedDocument {
    pub document: DocumentId,
    pub number: RegisterNumber,
    /// The code of the revision.
    pub code: HostCode,
}

/// A document of the register, and which revision of it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct AskedDocument<'a> {
    pub document: &'a Document,
    pub revision: AskedRevision<'a>,
}

#[derive(Debug, Clone, Copy)]
pub enum AskedRevision<'a> {
    /// Which is current when the share is created.
    Current,
    /// The one of this code, where the document has it.
    Named(&'a HostCode, Option<&'a Revision>),
}

impl SharedDocument {
    pub(super) const PERMISSIONS: &'static [Permission] = &[ReadFiles, DownloadFiles, Comment];

    pub(super) fn of(AskedDocument { document, revision }: AskedDocument<'_>) -> Result<Self, TermsFlaw> {
        if document.details.is_withdrawn() {
            return Err(TermsFlaw::DocumentWithdrawn);
        }
        let code = match revision {
            AskedRevision::Current => &document.current.as_ref().ok_or(TermsFlaw::NoRevision)?.code,
            AskedRevision::Named(_, Some(revision)) if revision.document == document.id => &revision.code,
            AskedRevision::Named(code, _) => return Err(TermsFlaw::UnknownRevision { code: code.clone() }),
        };
        Ok(Self { document: document.id, number: document.number.clone(), code: code.clone() })
    }

    pub fn revision(&self) -> RevisionId {
        RevisionId::of(self.document, &self.code)
    }
}
