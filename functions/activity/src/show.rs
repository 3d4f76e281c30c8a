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
    let (member, mailed) = activity.share_for(&claims, id).await?;
    let left = activity.left(&member, std::slice::from_ref(&mailed)).await?;
    Ok(Json(left.told(&mailed, share(&mailed, activity.staff.now()))))
}
