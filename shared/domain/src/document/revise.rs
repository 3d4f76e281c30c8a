//! A new revision: its file counts already, so it is current at once.

use super::{
    fact::DocumentFact,
    revision::Revision,
    state::{Current, Document},
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    file::{ReferenceFile, Stage},
    staff::{Authority, Forbidden},
    value::{HostCode, Paragraphs},
};

/// Most revisions of one document: they are read together.
pub const MAX_REVISIONS: u16 = 200;

/// What is brought to a document.
#[derive(Debug, Clone)]
pub struct Revise {
    pub code: HostCode,
    pub changed: Option<Paragraphs<2000>>,
    /// The file that was named, where there is such a one.
    pub file: Option<ReferenceFile>,
}

/// A document with its new revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    pub document: Document,
    pub revision: Revision,
}

/// Why a revision is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReviseRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("this document was withdrawn: it takes no revision any more")]
    Withdrawn,
    #[error("this document is superseded: it takes no revision while its status says so")]
    Superseded,
    #[error("the document has a revision {code} already, with another file")]
    OtherFile { code: HostCode },
    #[error("the document has a revision {code} with this file already, and what changed in it is told otherwise")]
    OtherWord { code: HostCode },
    #[error("a document has at most {MAX_REVISIONS} revisions")]
    TooMany,
    /// Also for files of other projects.
    #[error("there is no such file in this project")]
    NoSuchFile,
    #[error("this file is still being received or scanned; once it is sent, it has to be settled")]
    FilePending,
    #[error("this file was rejected: {reason}")]
    FileRejected { reason: String },
}

impl Revise {
    /// `taken` is the revision that has this code, where there is one.
    pub fn decide(
        &self,
        by: Authority<'_>,
        document: &Document,
        taken: Option<&Revision>,
        stamp: &Stamp,
    ) -> Result<Decision<Revised>, ReviseRefused> {
        document.managed(by)?;
        let here = self.file.as_ref().filter(|file| file.org == document.org && file.project == document.project);
        let file = here.ok_or(ReviseRefused::NoSuchFile)?;
        if let Some(revision) = taken {
            let code = revision.code.clone();
            // The same file again is the same, also where it came in once more.
            if revision.manifest.sha256 != file.manifest.sha256 {
                return Err(ReviseRefused::OtherFile { code });
            }
            if revision.changed != self.changed {
                return Err(ReviseRefused::OtherWord { code });
            }
            return Ok(Decision::Already(Revised { document: document.clone(), revision: revision.clone() }));
        }
        if document.details.is_withdrawn() {
            return Err(ReviseRefused::Withdrawn);
        }
        if document.details.is_superseded() {
            return Err(ReviseRefused::Superseded);
        }
        counts(file)?;
        let nth = document.current.as_ref().map_or(0, |current| current.nth) + 1;
        if nth > MAX_REVISIONS {
            return Err(ReviseRefused::TooMany);
        }
        Ok(self.revised(by, document, (file, nth), stamp).into())
    }

    fn revised(
        &self,
        by: Authority<'_>,
        document: &Document,
        (file, nth): (&ReferenceFile, u16),
        stamp: &Stamp,
    ) -> Change<Revised> {
        let revision = Revision {
            document: document.id,
            code: self.code.clone(),
            nth,
            changed: self.changed.clone(),
            file: file.id,
            manifest: file.manifest.clone(),
            creator: by.member().sub.clone(),
            at: stamp.now,
        };
        let fact = DocumentFact::Revised {
            document: document.id,
            number: document.number.clone(),
            revision: revision.id(),
            code: self.code.clone(),
            nth,
            file: file.id,
            size: file.manifest.size,
            sha256: file.manifest.sha256,
        };
        let current = Some(Current { code: self.code.clone(), nth, at: stamp.now });
        let changer = by.member().sub.clone();
        let document = Document { current, changer, changed_at: stamp.now, ..document.clone() };
        Change::new(document, stamp, fact, []).map(|document| Revised { document, revision })
    }
}

/// Only a file that counts is a revision.
fn counts(file: &ReferenceFile) -> Result<(), ReviseRefused> {
    match &file.stage {
        Stage::Clean { .. } => Ok(()),
        Stage::Rejected { reason, .. } => Err(ReviseRefused::FileRejected { reason: reason.clone() }),
        Stage::Expected
        | Stage::Cleared { .. }
        | Stage::Scanning { .. }
        | Stage::Releasing { .. }
        | Stage::Returned { .. } => Err(ReviseRefused::FilePending),
    }
}
