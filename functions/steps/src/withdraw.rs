//! `POST /v1/steps/{step}/withdraw`: takes a decision back, as long as the result is open, under the policy as it is now.
//! One batched read, then one of the policy, and one transaction.

use axum::{Json, extract::State};
use vestibule_api::{Nothing, steps::NoResponse};
use vestibule_domain::{gate::OnTask, step::StepGate, work::WithdrawResponse};
use vestibule_web::{
    answer::Problem,
    door::{AssigneeRequest, no_files, no_such_step},
    request::Path,
};

use crate::state::{Named, Steps};

pub(crate) async fn withdraw(
    State(steps): State<Steps>,
    Path(key): Path<Named>,
    request: AssigneeRequest<Nothing>,
) -> Result<Json<NoResponse>, Problem> {
    let store = &steps.staff.store;
    let under = |OnTask { progress, task, .. }: OnTask, (gate, _): (StepGate, _)| async move {
        let policy = store.policy_of(&gate.part.org, &gate.part.project).await?;
        let also = policy.ok_or_else(no_such_step)?;
        Ok((OnTask { progress, task, also }, no_files()))
    };
    let act = (&WithdrawResponse, &());
    steps.staff.act_in_step_with::<_, (), _, _, _, _, _>(&request, &key, act, under).await?;
    Ok(Json(NoResponse { withdrawn: true }))
}
