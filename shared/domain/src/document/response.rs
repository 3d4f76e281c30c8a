//! What the guest of a share decided on a revision.

use jiff::Timestamp;

use super::{Details, Document, Revision, RevisionStanding};
use crate::{
    audit::Head,
    task::StepDecision,
    value::{Coded, CommentId, Digest, Line, PersonName},
};

/// The one decision that a share lets its guest make on its revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionResponse {
    pub decision: StepDecision,
    pub at: Timestamp,
    pub by: PersonName,
    /// Of the document, as it was read.
    pub title: Line<300>,
    /// Written with it.
    pub comment: Option<CommentId>,
    pub comment_sha256: Option<Digest>,
    /// [`Document::basis_of`] the revision, as it was then.
    pub basis: Digest,
    /// Another revision counted then, or another document.
    pub superseded: bool,
    pub record: Head,
}

impl Document {
    /// What there is to read of a revision: another one, once any of it is. SHA-256 over three lines: the id of the document, the
    /// code of the revision and the SHA-256 of its file; what is said of the document, as JSON; what became of the revision.
    pub fn basis_of(&self, revision: &Revision) -> Digest {
        let standing = match self.standing_of(revision) {
            RevisionStanding::Current => "current".to_owned(),
            RevisionStanding::SupersededBy(by) => format!("superseded by {}", by.code),
            RevisionStanding::Superseded => "superseded".to_owned(),
            RevisionStanding::Withdrawn { .. } => "withdrawn".to_owned(),
        };
        let Details { title, kind, status, discipline, work_package: _ } = &self.details;
        let said = [Some(kind), Some(status), discipline.as_ref()]
            .map(|coded| coded.map(|Coded { code, title }| (code.as_str(), title.as_ref().map(Line::as_str))));
        let said = serde_json::to_string(&(title.as_str(), said)).unwrap_or_default();
        Digest::of(format!("{} {} {}\n{said}\n{standing}\n", self.id, revision.code, revision.manifest.sha256))
    }
}
