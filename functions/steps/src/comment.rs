//! `POST /v1/steps/{step}/comments`: writes beside a step, for staff and all who have it to do. Sending it again adds
//! nothing.

use axum::{Json, extract::State};
use http::StatusCode;
use vestibule_api::guest::{Commented, NewComment};
use vestibule_domain::{task::Comment, value::CommentId, work::WriteComment};
use vestibule_web::{
    answer::Problem,
    door::AssigneeRequest,
    request::{Fields, Path},
};

use crate::state::{Named, Steps};

pub(crate) async fn comment(
    State(steps): State<Steps>,
    Path(key): Path<Named>,
    request: AssigneeRequest<NewComment>,
) -> Result<(StatusCode, Json<Commented>), Problem> {
    let mut fields = Fields::default();
    let text = fields.read("/text", &request.body.text).ok_or_else(|| fields.into_problem())?;
    let id = request.body.id.unwrap_or_else(|| CommentId::new(steps.staff.random.bits()));
    let write = WriteComment { id, text };
    steps.staff.act_in_step::<_, Option<Comment>, _, _, _>(&request, &key, (&write, &id)).await?;
    Ok((StatusCode::CREATED, Json(Commented { id })))
}
