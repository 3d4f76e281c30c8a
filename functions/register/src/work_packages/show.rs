//! `GET /v1/projects/{project}/work-packages/{work_package}`: a work package. Its documents are a list of documents.

use axum::{Json, extract::State};
use vestibule_api::staff::WorkPackage;
use vestibule_domain::{
    staff::Right,
    value::{ProjectSlug, WorkPackageId},
};
use vestibule_web::{
    answer::{Kind, Problem, work_package_view},
    request::{Claims, Path, plain},
};

use crate::Register;

pub(crate) async fn show(
    State(register): State<Register>,
    claims: Claims,
    Path((project, name)): Path<(ProjectSlug, String)>,
) -> Result<Json<WorkPackage>, Problem> {
    let member = register.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewDocuments)?;
    let by_number = || plain(&name).ok().map(|number| WorkPackageId::of(&member.org, &project, &number));
    let id = name.parse().ok().or_else(by_number).ok_or_else(no_such_work_package)?;
    let found = register.staff.store.work_package(id).await?;
    let found = found.filter(|found| found.viewed(by).is_ok()).ok_or_else(no_such_work_package)?;
    Ok(Json(work_package_view::work_package(&found)))
}

fn no_such_work_package() -> Problem {
    Problem::new(Kind::NotFound, "there is no such work package")
}
