//! A work package as the register has it, and who may change it.

use jiff::Timestamp;

use super::{
    details::{WorkPackageDetails, WorkPackageStatus},
    fact::WorkPackageFact,
};
use crate::{
    audit::{About, Head, TrailId},
    change::Audited,
    staff::{Authority, Forbidden, Project, Right},
    value::{OrgSlug, Place, ProjectId, ProjectSlug, RegisterNumber, WorkPackageId},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkPackage {
    pub id: WorkPackageId,
    pub org: OrgSlug,
    pub project: ProjectSlug,
    /// As it was typed first.
    pub number: RegisterNumber,
    pub details: WorkPackageDetails,
    /// The `sub` of who put it into the register.
    pub creator: String,
    /// The `sub` of who changed it last.
    pub changer: String,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    pub head: Head,
    pub version: u64,
}

impl WorkPackage {
    /// The list that it stands in, of its project.
    pub fn list(&self) -> ProjectId {
        Project::list(&self.org, &self.project)
    }

    /// Whether documents can be filed under it and taken away.
    pub fn is_closed(&self) -> bool {
        self.details.status == WorkPackageStatus::Closed
    }

    /// Whether a member may read it.
    pub fn viewed(&self, by: Authority<'_>) -> Result<(), Forbidden> {
        by.covers(Right::ViewDocuments, &self.org, &self.project)
    }

    /// Initiators change the work packages that they created; those who have the right to, all of the project.
    pub(super) fn managed(&self, by: Authority<'_>) -> Result<(), Forbidden> {
        by.manages((&self.org, &self.project), &self.creator, (Right::ManageOwnDocuments, Right::ManageAllDocuments))
    }
}

impl Audited for WorkPackage {
    type Fact = WorkPackageFact;

    fn trail(&self) -> TrailId {
        TrailId(format!("work_package/{}", self.id))
    }
    fn about(&self) -> About {
        About {
            org: self.org.clone(),
            project: Some(self.project.clone()),
            place: Some(Place::WorkPackage(self.id)),
            path: Some(format!("work-packages/{}", self.id)),
        }
    }
    fn head(&self) -> Head {
        self.head
    }
    fn set_head(&mut self, head: Head) {
        self.head = head;
    }
}
