//! `POST /p/{share}/tasks/{task}/comments`: adds a guest's comment. Sending it again adds nothing.

use axum::{Json, extract::State, response::Response};
use http::StatusCode;
use vestibule_api::guest::{Commented, NewComment};
use vestibule_domain::{task, value::CommentId, work::WriteComment};
use vestibule_web::{
    answer::Problem,
    door::GuestRequest,
    request::{Either, Fields},
};

use crate::state::Portal;

pub(crate) async fn comment(
    State(portal): State<Portal>,
    request: GuestRequest<Either<NewComment>>,
) -> Result<Response, Problem> {
    let write = parse(request.body.inner(), CommentId::new(portal.guests.random.bits()))?;
    request.act::<Option<task::Comment>, _, _, _>(&write, &write.id).await?;
    Ok(request.done((StatusCode::CREATED, Json(Commented { id: write.id }))))
}

fn parse(comment: &NewComment, new: CommentId) -> Result<WriteComment, Problem> {
    let mut fields = Fields::default();
    let text = fields.read("/text", &comment.text).ok_or_else(|| fields.into_problem())?;
    Ok(WriteComment { id: comment.id.unwrap_or(new), text })
}
