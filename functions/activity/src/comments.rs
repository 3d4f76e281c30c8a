//! `GET /v1/shares/{share}/comments`: what was written beside the document of a share, oldest first.

use axum::{Json, extract::State};
use vestibule_api::staff::CommentsOfShare;
use vestibule_cloud::store::Conversation;
use vestibule_domain::value::ShareId;
use vestibule_web::{
    answer::{Problem, task_view},
    request::{Claims, Path},
};

use crate::Activity;

pub(crate) async fn comments(
    State(activity): State<Activity>,
    claims: Claims,
    Path(id): Path<ShareId>,
) -> Result<Json<CommentsOfShare>, Problem> {
    activity.share(&claims, id).await?;
    let Conversation { shown, left_out } = activity.staff.store.comments_of(id).await?;
    Ok(Json(CommentsOfShare { comments: shown.iter().map(task_view::comment_of_share).collect(), left_out }))
}
