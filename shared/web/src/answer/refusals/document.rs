//! Documents and work packages that stay as they are, revisions that are not taken, files of them that are not handed out.

use vestibule_api::problem::{Conflict, Kind};
use vestibule_domain::{
    document::{DocumentRefused, NoSuchRevision, ReviseRefused},
    work_package::WorkPackageRefused,
};

use super::{conflict, flaw};
use crate::answer::problem::Problem;

impl From<DocumentRefused> for Problem {
    fn from(refused: DocumentRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            DocumentRefused::Forbidden(refused) => refused.into(),
            DocumentRefused::Withdrawn => conflict(detail, Conflict::Withdrawn),
            DocumentRefused::NothingSuperseded => {
                let errors = [flaw("/status/code", "no_revision", &detail)];
                Self::new(Kind::Unprocessable, detail).errors(errors)
            }
            DocumentRefused::UnknownWorkPackage => {
                let errors = [flaw("/work_package", "unknown_work_package", &detail)];
                Self::new(Kind::Unprocessable, detail).errors(errors)
            }
            DocumentRefused::WorkPackageClosed { .. } => conflict(detail, Conflict::WorkPackageClosed),
        }
    }
}

impl From<WorkPackageRefused> for Problem {
    fn from(refused: WorkPackageRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            WorkPackageRefused::Forbidden(refused) => refused.into(),
            WorkPackageRefused::StatusOrder { .. } => {
                let errors = [flaw("/status", "status_order", &detail)];
                Self::new(Kind::Unprocessable, detail).errors(errors)
            }
        }
    }
}

impl From<ReviseRefused> for Problem {
    fn from(refused: ReviseRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            ReviseRefused::Forbidden(refused) => refused.into(),
            ReviseRefused::Withdrawn => conflict(detail, Conflict::Withdrawn),
            ReviseRefused::Superseded => conflict(detail, Conflict::Superseded),
            ReviseRefused::OtherFile { .. } | ReviseRefused::OtherWord { .. } => conflict(detail, Conflict::CodeTaken),
            ReviseRefused::TooMany => conflict(detail, Conflict::TooManyRevisions),
            ReviseRefused::NoSuchFile => {
                let errors = [flaw("/file", "unknown_file", &detail)];
                Self::new(Kind::Unprocessable, detail).errors(errors)
            }
            ReviseRefused::FilePending => conflict(detail, Conflict::FilePending),
            ReviseRefused::FileRejected { .. } => conflict(detail, Conflict::Rejected),
        }
    }
}

impl From<NoSuchRevision> for Problem {
    fn from(refused: NoSuchRevision) -> Self {
        match refused {
            NoSuchRevision::Forbidden(refused) => refused.into(),
            NoSuchRevision::Unknown => Self::new(Kind::NotFound, refused.to_string()),
        }
    }
}
