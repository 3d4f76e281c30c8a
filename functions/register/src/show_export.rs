//! `GET /v1/projects/{project}/runs/{run}/exports/{export}`: how far an export has come.

use axum::{Json, extract::State};
use vestibule_api::export::Export;
use vestibule_domain::{
    export::ExportOf,
    staff::Right,
    value::{ExportId, ProjectSlug, RunId, RunSlug},
};
use vestibule_web::{
    answer::{Kind, Problem, export_view},
    request::{Claims, Path},
};

use crate::Register;

pub(crate) async fn show(
    State(register): State<Register>,
    claims: Claims,
    Path((project, run, export)): Path<(ProjectSlug, RunSlug, ExportId)>,
) -> Result<Json<Export>, Problem> {
    let member = register.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewRuns)?;
    let of = ExportOf::Run(RunId::of(&by.member().org, by.project(), &run));
    // The id of a run is made of its org and project, so an export of the run is one that the member may see.
    let found = register.staff.store.export(export).await?.filter(|export| export.of == of);
    let export = found.ok_or_else(|| Problem::new(Kind::NotFound, "there is no such export of this run"))?;
    Ok(Json(export_view::export(&export, register.staff.now())))
}
