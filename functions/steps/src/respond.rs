//! `POST /v1/steps/{step}/respond`: decides, under the policy as it is now. One batched read, then one of the policy, with
//! another at the same time where somebody may not decide on their own work, and one transaction. The same decision again
//! is the same.

use axum::{Json, extract::State};
use vestibule_api::steps::{NewResponse, StepEntry};
use vestibule_domain::{run::Run, task::Task, value::CommentId, work::Responded};
use vestibule_web::{
    answer::{Problem, step_view},
    door::{AssigneeRequest, no_files, no_such_step},
    request::{self, Path},
};

use crate::state::{Named, Steps, who};

pub(crate) async fn respond(
    State(steps): State<Steps>,
    Path(key): Path<Named>,
    request: AssigneeRequest<NewResponse>,
) -> Result<Json<StepEntry>, Problem> {
    let act = request::respond(&request.body, CommentId::new(steps.staff.random.bits()))?;
    let store = &steps.staff.store;
    let deciding = |on, _| async { Ok((store.deciding(on).await?.ok_or_else(no_such_step)?, no_files())) };
    let done = steps.staff.act_in_step_with::<_, Run, _, _, _, _, _>(&request, &key, (&act, &()), deciding).await?;
    let Responded { state, work, progress, .. } = done.made;
    let task = Task { state, work, ..done.on.task };
    let entry = step_view::entry(&done.on.also.run, &progress, &task, &who(&done.member.sub));
    entry.map(Json).ok_or_else(no_such_step)
}
