//! Work packages, as staff read them.

use vestibule_api::staff::WorkPackage;
use vestibule_domain::work_package;

use super::{document_view::coded, spelling};

pub fn work_package(work_package: &work_package::WorkPackage) -> WorkPackage {
    let details = work_package.details.clone();
    WorkPackage {
        id: work_package.id,
        project: work_package.project.clone(),
        number: work_package.number.clone(),
        title: details.title,
        kind: details.kind.map(coded),
        discipline: details.discipline.map(coded),
        responsible: details.responsible,
        target: details.target,
        status: spelling::work_package_status(details.status),
        created_by: work_package.creator.clone(),
        created_at: work_package.created_at,
        changed_by: work_package.changer.clone(),
        changed_at: work_package.changed_at,
    }
}
