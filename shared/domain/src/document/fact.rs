//! What the trail of a document tells.

use serde::Serialize;

use crate::{
    audit::facts,
    value::{Digest, DocumentId, FileId, HostCode, RegisterNumber, RevisionId},
    with_all::with_all,
};

with_all! {
    /// One of the things that are said of a document.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Detail {
        Title,
        Type,
        Status,
        Discipline,
        WorkPackage,
    }
}

facts! {
    /// What happens to a document. Its title, and what changed in a revision, are typed by people and stand in no fact.
    pub enum DocumentFact {
        /// A document was put into the register.
        "document.created" published Created { document: DocumentId, number: RegisterNumber, status: HostCode, work_package: Option<RegisterNumber> }
        /// Something else is said of a document.
        "document.changed" published Changed {
            document: DocumentId, number: RegisterNumber, changed: Vec<Detail>, status_before: HostCode, status: HostCode,
            work_package_before: Option<RegisterNumber>, work_package: Option<RegisterNumber>,
        }
        /// A document has a new revision, which is current from now on; `nth` counts them from 1.
        "document.revised" published Revised {
            document: DocumentId, number: RegisterNumber, revision: RevisionId, code: HostCode, nth: u16, file: FileId, size: u64, sha256: Digest,
        }
        /// The file of a revision was handed out to a member.
        "document.file_downloaded" published FileDownloaded { document: DocumentId, number: RegisterNumber, code: HostCode, nth: u16, sha256: Digest }
    }
}
