//! `GET /v1/projects/{project}/runs/{run}/shares`: the shares of one run, those that are over too, newest first.

use axum::{Json, extract::State};
use vestibule_api::staff::{PageOptions, Shares};
use vestibule_cloud::listing::Cursor;
use vestibule_domain::{
    staff::Right,
    value::{Place, ProjectSlug, RunId, RunSlug},
};
use vestibule_web::{
    answer::Problem,
    request::{Claims, Path, Query},
};

use crate::{
    Activity,
    page::{answer, paging, start},
};

pub(crate) async fn of_run(
    State(activity): State<Activity>,
    claims: Claims,
    Path((project, run)): Path<(ProjectSlug, RunSlug)>,
    Query(options): Query<PageOptions>,
) -> Result<Json<Shares>, Problem> {
    let cursor = start(options.cursor.as_deref(), Cursor::is_about_a_place)?;
    let member = activity.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewShares)?;
    let place = Place::Run(RunId::of(&member.org, &project, &run));
    let paging = paging(true, options.limit, cursor.as_ref());
    let page = activity.staff.store.shares_about(by, place, paging).await?;
    let left = activity.left(&member, &page.shares).await?;
    Ok(answer(&page, &left, activity.staff.now()))
}
