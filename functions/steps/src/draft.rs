//! `POST /v1/steps/{step}/draft`: keeps what is typed in a step. One batched read, one transaction.

use axum::{Json, extract::State};
use vestibule_api::steps::{DraftKept, NewDraft};
use vestibule_domain::work::Save;
use vestibule_web::{
    answer::{Problem, draft_flaws},
    door::AssigneeRequest,
    request::{Path, spelling},
};

use crate::state::{Named, Steps};

pub(crate) async fn draft(
    State(steps): State<Steps>,
    Path(key): Path<Named>,
    request: AssigneeRequest<NewDraft>,
) -> Result<Json<DraftKept>, Problem> {
    let answers = request.body.answers.clone().into_iter();
    let answers = answers.map(|(field, answer)| (field, answer.map(spelling::answer))).collect();
    let save = Save { base: request.body.base, answers };
    let saved = steps.staff.act_in_step::<_, (), _, _, _>(&request, &key, (&save, &())).await?;
    let version = saved.made.work.version + u64::from(saved.changed);
    let flaws = draft_flaws(&saved.on.task.spec, save.answers.keys(), &saved.made.work);
    Ok(Json(DraftKept { version, saved_at: steps.staff.now(), flaws }))
}
