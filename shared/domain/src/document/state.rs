//! A document as the register has it, and who may change it.

use jiff::Timestamp;

use super::{details::Details, fact::DocumentFact, revision::Revision};
use crate::{
    audit::{About, Head, TrailId},
    change::Audited,
    staff::{Authority, Forbidden, Project, Right},
    value::{DocumentId, HostCode, OrgSlug, Place, ProjectId, ProjectSlug, RegisterNumber},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub id: DocumentId,
    pub org: OrgSlug,
    pub project: ProjectSlug,
    /// As it was typed first.
    pub number: RegisterNumber,
    pub details: Details,
    /// The latest revision. There is none until the first one.
    pub current: Option<Current>,
    /// The `sub` of who put it into the register.
    pub creator: String,
    /// The `sub` of who changed or revised it last.
    pub changer: String,
    pub created_at: Timestamp,
    /// When it was changed or revised last.
    pub changed_at: Timestamp,
    pub head: Head,
    pub version: u64,
}

/// The revision that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    pub code: HostCode,
    /// Counted from 1: how many revisions there are.
    pub nth: u16,
    pub at: Timestamp,
}

/// What a revision is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisionStanding {
    Current,
    /// A later revision counts.
    SupersededBy(Current),
    /// Another document has taken the place of this one, its host says.
    Superseded,
    /// Nothing of the document counts any more.
    Withdrawn {
        since: Timestamp,
    },
}

/// Why a document stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("this document was withdrawn: nothing of it changes any more")]
    Withdrawn,
    /// Nothing took its place, for it has never had one.
    #[error("a document without a revision cannot be superseded: withdraw it")]
    NothingSuperseded,
    #[error("there is no such work package in this project")]
    UnknownWorkPackage,
    #[error("the work package {number} is closed: nothing is filed under it or taken away")]
    WorkPackageClosed { number: RegisterNumber },
}

impl Document {
    /// The list that it stands in, of its project.
    pub fn list(&self) -> ProjectId {
        Project::list(&self.org, &self.project)
    }

    /// Whether it is of this project.
    pub fn is_in(&self, org: &OrgSlug, project: &ProjectSlug) -> bool {
        self.org == *org && self.project == *project
    }

    /// What became of a revision of it.
    pub fn standing_of(&self, revision: &Revision) -> RevisionStanding {
        let later = self.current.clone().filter(|current| current.nth > revision.nth);
        if self.details.is_withdrawn() {
            RevisionStanding::Withdrawn { since: self.changed_at }
        } else if let Some(by) = later {
            RevisionStanding::SupersededBy(by)
        } else if self.details.is_superseded() {
            RevisionStanding::Superseded
        } else {
            RevisionStanding::Current
        }
    }

    /// Whether a member may read it.
    pub fn viewed(&self, by: Authority<'_>) -> Result<(), Forbidden> {
        by.covers(Right::ViewDocuments, &self.org, &self.project)
    }

    /// Initiators change the documents that they created; those who have the right to, all of the project.
    pub(super) fn managed(&self, by: Authority<'_>) -> Result<(), Forbidden> {
        by.manages((&self.org, &self.project), &self.creator, (Right::ManageOwnDocuments, Right::ManageAllDocuments))
    }
}

impl Audited for Document {
    type Fact = DocumentFact;

    fn trail(&self) -> TrailId {
        TrailId(format!("document/{}", self.id))
    }
    fn about(&self) -> About {
        About {
            org: self.org.clone(),
            project: Some(self.project.clone()),
            place: Some(Place::Document(self.id)),
            path: Some(format!("documents/{}", self.id)),
        }
    }
    fn head(&self) -> Head {
        self.head
    }
    fn set_head(&mut self, head: Head) {
        self.head = head;
    }
}
