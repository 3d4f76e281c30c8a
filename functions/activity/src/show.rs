//! `GET /v1/shares/{share}`: one share as staff see it.

use axum::{Json, extract::State};
use serde_json::Value;
use vestibule_domain::value::ShareId;
use vestibule_web::{
    answer::{Problem, ShareView},
    request::{Claims, Path},
};

use crate::Activity;

pub(crate) async fn show(
    State(activity): State<Activity>,
    claims: Claims,
    Path(id): Path<ShareId>,
) -> Result<Json<Value>, Problem> {
    let mailed = activity.share(&claims, id).await?;
    Ok(Json(ShareView::json(&mailed, activity.staff.now())))
}
