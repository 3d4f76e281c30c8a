//! `GET /v1/shares/{share}`: one share as staff see it.

use axum::{Json, extract::State};
use vestibule_api::staff::Share;
use vestibule_domain::value::ShareId;
use vestibule_web::{
    answer::{Problem, share_view::share},
    request::{Claims, Path},
};

use crate::Activity;

pub(crate) async fn show(
    State(activity): State<Activity>,
    claims: Claims,
    Path(id): Path<ShareId>,
) -> Result<Json<Share>, Problem> {
    let mailed = activity.share(&claims, id).await?;
    Ok(Json(share(&mailed, activity.staff.now())))
}
