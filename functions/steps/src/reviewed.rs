//! `GET /v1/steps/{step}/reviewed/{task}`: what was sent in a task that the step reviews. One batched read, then a query,
//! then one of its answers.

use axum::{Json, extract::State};
use vestibule_api::task::ReviewedTask;
use vestibule_domain::{gate::assign, task::TaskKey, value::TaskSlug};
use vestibule_web::{
    answer::{Problem, reviewed_view},
    door::{InStep, no_files, no_such_step},
    request::{Claims, Path},
};

use crate::state::{Named, Steps};

pub(crate) async fn reviewed(
    State(steps): State<Steps>,
    claims: Claims,
    Path((key, task)): Path<(Named, TaskSlug)>,
) -> Result<Json<ReviewedTask>, Problem> {
    let InStep { member, gate, on } = steps.staff.step::<()>(&claims.sub, &key, &()).await?;
    let limits = no_files();
    let permit = assign(&member, &gate, &on, &limits).and_then(|assignment| assignment.permit(&on))?;
    let reviewed = TaskKey { run: key.run, task };
    permit.reviews(&reviewed)?;
    let whole = steps.staff.store.whole_task(&reviewed, &on.progress).await?.ok_or_else(no_such_step)?;
    permit.may_review(&reviewed, &whole.task.state)?;
    reviewed_view::reviewed(&whole).map(Json).ok_or_else(no_such_step)
}
