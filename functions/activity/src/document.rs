//! `GET /v1/projects/{project}/documents/{document}/shares`: the shares of one document, those that are over too, newest first.

use axum::{Json, extract::State};
use vestibule_api::staff::{PageOptions, Shares};
use vestibule_cloud::listing::Cursor;
use vestibule_domain::{
    staff::Right,
    value::{Place, ProjectSlug},
};
use vestibule_web::{
    answer::Problem,
    request::{Claims, DocumentName, Path, Query},
};

use crate::{
    Activity,
    page::{answer, paging, start},
};

/// As for a run: of a document that is not there, or not in the project, there is none.
pub(crate) async fn of_document(
    State(activity): State<Activity>,
    claims: Claims,
    Path((project, document)): Path<(ProjectSlug, DocumentName)>,
    Query(options): Query<PageOptions>,
) -> Result<Json<Shares>, Problem> {
    let cursor = start(options.cursor.as_deref(), Cursor::is_about_a_place)?;
    let member = activity.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewShares)?;
    let place = Place::Document(document.in_project(by));
    let paging = paging(true, options.limit, cursor.as_ref());
    let page = activity.staff.store.shares_about(by, place, paging).await?;
    let left = activity.left(&member, &page.shares).await?;
    Ok(answer(&page, &left, activity.staff.now()))
}
