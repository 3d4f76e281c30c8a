//! `POST /v1/steps/{step}/uploads/{upload}/remove`: takes a file out again, before anything is decided.

use axum::{Json, extract::State};
use vestibule_api::{Nothing, guest::Removed};
use vestibule_domain::{value::UploadId, work::Remove};
use vestibule_web::{answer::Problem, door::AssigneeRequest, request::Path};

use crate::state::{Named, Steps};

pub(crate) async fn remove(
    State(steps): State<Steps>,
    Path((key, id)): Path<(Named, UploadId)>,
    request: AssigneeRequest<Nothing>,
) -> Result<Json<Removed>, Problem> {
    steps.staff.act_in_step::<_, (), _, _, _>(&request, &key, (&Remove { id }, &())).await?;
    Ok(Json(Removed { id, removed: true }))
}
