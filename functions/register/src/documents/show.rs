//! `GET /v1/projects/{project}/documents/{document}`: a document with all its revisions.

use axum::{Json, extract::State};
use vestibule_api::staff::WholeDocument;
use vestibule_domain::{staff::Right, value::ProjectSlug};
use vestibule_web::{
    answer::{Problem, document_view},
    request::{Claims, DocumentName, Path, here},
};

use crate::Register;

pub(crate) async fn show(
    State(register): State<Register>,
    claims: Claims,
    Path((project, document)): Path<(ProjectSlug, DocumentName)>,
) -> Result<Json<WholeDocument>, Problem> {
    let member = register.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewDocuments)?;
    let found = register.staff.store.document_with_revisions(document.in_project(by)).await?;
    let (document, revisions) = found.unzip();
    let document = here(document, by)?;
    Ok(Json(document_view::whole(&document, &revisions.unwrap_or_default())))
}
