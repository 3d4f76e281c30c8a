//! `GET /v1/projects/{project}/documents`: the documents of a project, one query a page.

use axum::{Json, extract::State};
use vestibule_api::staff::{DocumentOptions, DocumentSort, Documents, Order, PageSize};
use vestibule_cloud::store::{DocumentCursor, DocumentsAsked};
use vestibule_domain::{staff::Right, value::ProjectSlug};
use vestibule_web::{
    answer::{Problem, document_view},
    request::{Claims, Path, Query, cursor, no_cursor},
};

use crate::Register;

pub(crate) async fn list(
    State(register): State<Register>,
    claims: Claims,
    Path(project): Path<ProjectSlug>,
    Query(options): Query<DocumentOptions>,
) -> Result<Json<Documents>, Problem> {
    let after: Option<DocumentCursor> = cursor(options.cursor.as_deref())?;
    let asked = DocumentsAsked {
        by_change: options.sort == DocumentSort::Changed,
        descending: options.order == Order::Desc,
        kind: options.kind,
        status: options.status,
        discipline: options.discipline,
        work_package: options.work_package,
        prefix: options.number,
    };
    if after.as_ref().is_some_and(|after| !after.is_of(&asked)) {
        return Err(no_cursor());
    }
    let member = register.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewDocuments)?;
    let limit = PageSize::or_usual::<u8>(options.limit).into();
    let page = register.staff.store.documents(by, &asked, limit, after.as_ref()).await?;
    let documents = page.documents.iter().map(document_view::document).collect();
    Ok(Json(Documents { documents, cursor: page.next.as_ref().map(DocumentCursor::to_string) }))
}
