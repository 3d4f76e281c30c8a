//! `POST /v1/steps/{step}/withdraw`: takes a decision back, as long as the result is open.

use axum::{Json, extract::State};
use vestibule_api::{Nothing, steps::NoResponse};
use vestibule_domain::work::WithdrawResponse;
use vestibule_web::{answer::Problem, door::AssigneeRequest, request::Path};

use crate::state::{Named, Steps};

pub(crate) async fn withdraw(
    State(steps): State<Steps>,
    Path(key): Path<Named>,
    request: AssigneeRequest<Nothing>,
) -> Result<Json<NoResponse>, Problem> {
    steps.staff.act_in_step::<_, (), _, _, _>(&request, &key, (&WithdrawResponse, &())).await?;
    Ok(Json(NoResponse { withdrawn: true }))
}
