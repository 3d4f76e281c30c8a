//! Putting a work package into the register, or saying something else of it. The same again changes nothing.

use super::{
    details::{WorkPackageDetails, WorkPackageStatus},
    fact::WorkPackageFact,
    state::WorkPackage,
};
use crate::{
    audit::{Head, Stamp},
    change::Change,
    decision::Decision,
    staff::{Authority, Forbidden, Right},
    value::{RegisterNumber, WorkPackageId},
};

/// What a host says of the work package of one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutWorkPackage {
    pub number: RegisterNumber,
    pub details: WorkPackageDetails,
}

/// Why a work package stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkPackageRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("what has begun is no draft any more, and a closed work package becomes active first")]
    StatusOrder { from: WorkPackageStatus },
}

impl PutWorkPackage {
    /// `before` is the work package of that number, where there is one.
    pub fn decide(
        &self,
        by: Authority<'_>,
        before: Option<&WorkPackage>,
        stamp: &Stamp,
    ) -> Result<Decision<WorkPackage>, WorkPackageRefused> {
        let Some(before) = before else { return Ok(self.create(by, stamp)?.into()) };
        before.managed(by)?;
        let changed = self.details.changed_since(&before.details);
        if changed.is_empty() {
            return Ok(Decision::Already(before.clone()));
        }
        let (from, status) = (before.details.status, self.details.status);
        if !from.leads_to(status) {
            return Err(WorkPackageRefused::StatusOrder { from });
        }
        let number = before.number.clone();
        let fact = WorkPackageFact::Changed { work_package: before.id, number, changed, status_before: from, status };
        let (details, changer) = (self.details.clone(), by.member().sub.clone());
        let work_package = WorkPackage { details, changer, changed_at: stamp.now, ..before.clone() };
        Ok(Change::new(work_package, stamp, fact, []).into())
    }

    fn create(&self, by: Authority<'_>, stamp: &Stamp) -> Result<Change<WorkPackage>, Forbidden> {
        let (member, project) = (by.member(), by.project());
        by.covers(Right::ManageOwnDocuments, &member.org, project)?;
        let id = WorkPackageId::of(&member.org, project, &self.number);
        let work_package = WorkPackage {
            id,
            org: member.org.clone(),
            project: project.clone(),
            number: self.number.clone(),
            details: self.details.clone(),
            creator: member.sub.clone(),
            changer: member.sub.clone(),
            created_at: stamp.now,
            changed_at: stamp.now,
            head: Head::default(),
            version: 0,
        };
        let status = self.details.status;
        let fact = WorkPackageFact::Created { work_package: id, number: self.number.clone(), status };
        Ok(Change::new(work_package, stamp, fact, []))
    }
}
