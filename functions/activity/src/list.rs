//! `GET /v1/shares`: the active shares of a project, one query a page.

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};
use vestibule_cloud::listing::{Cursor, Order};
use vestibule_domain::{member::Role, slug::ProjectSlug};
use vestibule_web::{
    answer::{Problem, ShareView},
    request::{Claims, Query},
};

use crate::Activity;

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
    member.authority(&options.project, Role::Viewer)?;
    let order = match options.sort {
        Sort::Expiry => Order::Expiry,
        Sort::Accesses => Order::Accesses,
    };
    let limit = i32::from(options.limit.unwrap_or(50).clamp(1, 100));
    let descending = options.order == Direction::Desc;
    let of = (&member.org, &options.project);
    let page = activity.staff.store.active_shares(of, order, descending, limit, options.cursor.as_ref()).await?;
    let now = activity.staff.now();
    let shares: Vec<_> = page.shares.iter().map(|share| ShareView::new(share, now)).collect();
    Ok(Json(json!({ "shares": shares, "cursor": page.cursor.map(|c| c.to_string()) })))
}
