//! `POST /p/{share}/tasks/{task}/comments`: adds a guest's comment. Sending it again adds nothing.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use vestibule_api::guest::{Commented, NewComment};
use vestibule_domain::{task, value::CommentId, work::WriteComment};
use vestibule_web::{
    answer::Problem,
    door::GuestRequest,
    request::{Fields, JsonOrFields},
};

use crate::{
    form::{Pressed, submitted},
    state::Portal,
};

pub(crate) async fn comment(
    State(portal): State<Portal>,
    request: GuestRequest<JsonOrFields<NewComment>>,
) -> Result<Response, Problem> {
    let comment = match &request.body {
        JsonOrFields::Json(comment) => comment,
        JsonOrFields::Fields(fields) => return submitted(&portal, &request, (fields, &Pressed::Comment)).await,
    };
    let write = parse(comment, CommentId::new(portal.guests.random.bits()))?;
    request.act::<Option<task::Comment>, _, _, _>(&write, &write.id).await?;
    Ok((StatusCode::CREATED, Json(Commented { id: write.id })).into_response())
}

pub(crate) fn parse(comment: &NewComment, new: CommentId) -> Result<WriteComment, Problem> {
    let mut fields = Fields::default();
    let text = fields.read("/text", &comment.text).ok_or_else(|| fields.into_problem())?;
    Ok(WriteComment { id: comment.id.unwrap_or(new), text })
}
