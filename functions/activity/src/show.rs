//! `GET /v1/shares/{share}`

use axum::{Json, extract::State};
use serde_json::Value;
use vestibule_domain::id::ShareId;
use vestibule_web::{
    answer::{Problem, ShareView},
    request::{Claims, Path},
};

use crate::Activity;

pub(crate) async fn show(
    State(desk): State<Activity>,
    claims: Claims,
    Path(id): Path<ShareId>,
) -> Result<Json<Value>, Problem> {
    let share = desk.share(&claims, id).await?;
    Ok(Json(ShareView::json(&share, desk.office.now())))
}
