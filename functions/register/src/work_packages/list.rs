//! `GET /v1/projects/{project}/work-packages`: the work packages of a project, one query a page.

use axum::{Json, extract::State};
use vestibule_api::staff::{PageSize, WorkPackageOptions, WorkPackages};
use vestibule_cloud::store::WorkPackageCursor;
use vestibule_domain::{staff::Right, value::ProjectSlug};
use vestibule_web::{
    answer::{Problem, work_package_view},
    request::{Claims, Path, Query, cursor},
};

use crate::Register;

pub(crate) async fn list(
    State(register): State<Register>,
    claims: Claims,
    Path(project): Path<ProjectSlug>,
    Query(options): Query<WorkPackageOptions>,
) -> Result<Json<WorkPackages>, Problem> {
    let after: Option<WorkPackageCursor> = cursor(options.cursor.as_deref())?;
    let member = register.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewDocuments)?;
    let page = register.staff.store.work_packages(by, PageSize::or_usual(options.limit), after.as_ref()).await?;
    let work_packages = page.work_packages.iter().map(work_package_view::work_package).collect();
    Ok(Json(WorkPackages { work_packages, cursor: page.next.as_ref().map(WorkPackageCursor::to_string) }))
}
