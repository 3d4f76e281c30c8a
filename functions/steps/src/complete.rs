//! `POST /v1/steps/{step}/complete`: completes a step of work. One batched read, one transaction.

use axum::{Json, extract::State};
use vestibule_api::{steps::StepEntry, task::AsRead};
use vestibule_domain::{run::Run, task::Task, work::Completed};
use vestibule_web::{
    answer::{Problem, step_view},
    door::{AssigneeRequest, no_such_step},
    request::{self, Path},
};

use crate::state::{Named, Steps, who};

pub(crate) async fn complete(
    State(steps): State<Steps>,
    Path(key): Path<Named>,
    request: AssigneeRequest<AsRead>,
) -> Result<Json<StepEntry>, Problem> {
    let complete = request::complete(&request.body)?;
    let done = steps.staff.act_in_step::<_, Run, _, _, _>(&request, &key, (&complete, &())).await?;
    let Completed { state, work, progress, .. } = done.made;
    let task = Task { state, work, ..done.on.task };
    step_view::entry(&done.on.also, &progress, &task, &who(&done.member.sub)).map(Json).ok_or_else(no_such_step)
}
