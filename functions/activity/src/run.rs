//! `GET /v1/projects/{project}/runs/{run}/shares`: the shares of one run, whatever became of them, newest first.

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::Value;
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
    page::{answer, paging},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    /// 1 to 100; 50 if absent.
    limit: Option<u8>,
    /// From the answer before.
    cursor: Option<Cursor>,
}

pub(crate) async fn of_run(
    State(activity): State<Activity>,
    claims: Claims,
    Path((project, run)): Path<(ProjectSlug, RunSlug)>,
    Query(options): Query<Options>,
) -> Result<Json<Value>, Problem> {
    let member = activity.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewShares)?;
    let place = Place::Run(RunId::derived(&[member.org.as_str(), project.as_str(), run.as_str()]));
    let paging = paging(true, options.limit, options.cursor.as_ref());
    let page = activity.staff.store.shares_about(by, place, paging).await?;
    Ok(answer(&page, activity.staff.now()))
}
