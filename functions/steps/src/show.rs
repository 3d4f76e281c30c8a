//! `GET /v1/steps/{step}`: one step with just what it needs. One batched read, a query, then two reads at
//! once, or three.

use axum::{Json, extract::State};
use vestibule_api::steps::StepPage;
use vestibule_domain::run::Run;
use vestibule_web::{
    answer::{Problem, step_view},
    door::{InStep, no_such_step},
    request::{Claims, Path},
};

use crate::state::{Named, Steps, who};

pub(crate) async fn show(
    State(steps): State<Steps>,
    claims: Claims,
    Path(key): Path<Named>,
) -> Result<Json<StepPage>, Problem> {
    let InStep { member, on, .. } = steps.staff.step::<Run>(&claims.sub, &key, &()).await?;
    let found = steps.staff.store.whole_step(&member.sub, on).await?;
    // It may have been taken away since.
    let who = who(&member.sub);
    let step = found.filter(|step| step.whole.task.is_assigned(&who)).ok_or_else(no_such_step)?;
    let page = step_view::page(&step, &member).ok_or_else(no_such_step)?;
    Ok(Json(page))
}
