//! What the trail of a work package tells.

use super::details::{WorkPackageDetail, WorkPackageStatus};
use crate::{
    audit::facts,
    value::{RegisterNumber, WorkPackageId},
};

facts! {
    /// What happens to a work package. Its title and who is responsible are typed by people and stand in no fact.
    pub enum WorkPackageFact {
        /// A work package was put into the register.
        "work_package.created" published Created {
            work_package: WorkPackageId, number: RegisterNumber, status: WorkPackageStatus,
        }
        /// Something else is said of a work package.
        "work_package.changed" published Changed {
            work_package: WorkPackageId, number: RegisterNumber, changed: Vec<WorkPackageDetail>, status_before: WorkPackageStatus,
            status: WorkPackageStatus,
        }
    }
}
