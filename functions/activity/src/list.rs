//! `GET /v1/shares`: the active shares of a project, one query a page.

use axum::{Json, extract::State};
use vestibule_api::staff::{self, ListOptions, Shares, Sort};
use vestibule_cloud::listing::SortedBy;
use vestibule_domain::staff::Right;
use vestibule_web::{
    answer::Problem,
    request::{Claims, Query},
};

use crate::{
    Activity,
    page::{answer, paging, start},
};

pub(crate) async fn list(
    State(activity): State<Activity>,
    claims: Claims,
    Query(options): Query<ListOptions>,
) -> Result<Json<Shares>, Problem> {
    let order = match options.sort {
        Sort::Expiry => SortedBy::Expiry,
        Sort::Accesses => SortedBy::Accesses,
    };
    let cursor = start(options.cursor.as_deref(), |cursor| cursor.is_by(order))?;
    let member = activity.staff.member(&claims).await?;
    let by = member.authority(&options.project, Right::ViewShares)?;
    let paging = paging(options.order == staff::Order::Desc, options.limit, cursor.as_ref());
    let page = activity.staff.store.active_shares(by, order, paging).await?;
    let left = activity.left(&member, &page.shares).await?;
    Ok(answer(&page, &left, activity.staff.now()))
}
