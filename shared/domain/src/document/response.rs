//! What the guest of a share decided on a revision.

use jiff::Timestamp;

use super::{Document, Revision, RevisionStanding};
use crate::{
    audit::Head,
    task::StepDecision,
    value::{CommentId, Digest, PersonName},
};

/// The one decision that a share lets its guest make on its revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionResponse {
    pub decision: StepDecision,
    pub at: Timestamp,
    pub by: PersonName,
    /// Written with it.
    pub comment: Option<CommentId>,
    /// [`Document::basis_of`] the revision, as it was then.
    pub basis: Digest,
    /// Another revision counted then, or another document.
    pub superseded: bool,
    pub record: Head,
}

impl Document {
    /// What there is to decide on in a revision: another one, once the revision counts no more. SHA-256 over two lines: the id
    /// of the document, the code of the revision and the SHA-256 of its file; what became of it.
    pub fn basis_of(&self, revision: &Revision) -> Digest {
        let standing = match self.standing_of(revision) {
            RevisionStanding::Current => "current".to_owned(),
            RevisionStanding::SupersededBy(by) => format!("superseded by {}", by.code),
            RevisionStanding::Superseded => "superseded".to_owned(),
            RevisionStanding::Withdrawn { .. } => "withdrawn".to_owned(),
        };
        Digest::of(format!("{} {} {}\n{standing}\n", self.id, revision.code, revision.manifest.sha256))
    }
}
