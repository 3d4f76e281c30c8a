//! `GET /v1/shares`: the active shares of a project, one query a page.

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::Value;
use vestibule_cloud::listing::{Cursor, Order};
use vestibule_domain::{staff::Right, value::ProjectSlug};
use vestibule_web::{
    answer::Problem,
    request::{Claims, Query},
};

use crate::{
    Activity,
    page::{answer, paging},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    project: ProjectSlug,
    #[serde(default)]
    sort: Sort,
    #[serde(default)]
    order: Direction,
    /// 1 to 100; 50 if absent.
    limit: Option<u8>,
    /// From the answer before.
    cursor: Option<Cursor>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sort {
    #[default]
    Expiry,
    Accesses,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Direction {
    #[default]
    Asc,
    Desc,
}

pub(crate) async fn list(
    State(activity): State<Activity>,
    claims: Claims,
    Query(options): Query<Options>,
) -> Result<Json<Value>, Problem> {
    let member = activity.staff.member(&claims).await?;
    let by = member.authority(&options.project, Right::ViewShares)?;
    let order = match options.sort {
        Sort::Expiry => Order::Expiry,
        Sort::Accesses => Order::Accesses,
    };
    let paging = paging(options.order == Direction::Desc, options.limit, options.cursor.as_ref());
    let page = activity.staff.store.active_shares(by, order, paging).await?;
    Ok(answer(&page, activity.staff.now()))
}
