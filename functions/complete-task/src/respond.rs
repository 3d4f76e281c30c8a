//! `POST /p/{share}/tasks/{task}/respond`: a guest decides in a step, under the policy as it is now. One batched read, then
//! one of the policy, with another at the same time where somebody may not decide on their own work, and one transaction.
//! The same decision again is the same. A form that is refused goes back to the portal, which shows it as it was typed.

use axum::{
    Extension, Json,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use vestibule_api::{
    guest::{Decided, GuestStep},
    steps::{NewResponse, TypedResponse},
};
use vestibule_domain::{
    gate::{OnTask, WorkRefused},
    run::Run,
    task::{Assignee, Task},
    value::CommentId,
    work::{Deciding, RespondRefused, Responded},
};
use vestibule_web::{
    answer::{Kind, Problem, Shown, step_view},
    door::GuestRequest,
    request::{self, JsonOrFields},
};

use crate::CompleteTask;

type Request = GuestRequest<JsonOrFields<NewResponse>>;

pub(crate) async fn respond(State(complete_task): State<CompleteTask>, request: Request) -> Result<Response, Problem> {
    match (complete_task.decide(&request).await, request.by_form) {
        (Ok(step), false) => Ok(Json(Decided { step }).into_response()),
        (Ok(_), true) => {
            let receipt = format!("/p/{}/tasks/{}/receipt", request.share, request.at.task);
            Ok(Redirect::to(&receipt).into_response())
        }
        (Err(problem), false) => Err(problem),
        (Err(problem), true) => {
            let (share, task, kind) = (request.share, &request.at.task, problem.kind().slug());
            let back = Redirect::temporary(&format!("/p/{share}/tasks/{task}/draft?undecided={kind}"));
            Ok((Extension(Shown(problem)), back).into_response())
        }
    }
}

impl CompleteTask {
    async fn decide(&self, request: &Request) -> Result<GuestStep, Problem> {
        let asked = match &request.body {
            JsonOrFields::Json(asked) => asked.clone(),
            JsonOrFields::Fields(fields) => chosen(TypedResponse::among(fields, &request.at.task))?,
        };
        let act = request::respond(&asked, CommentId::new(self.guests.random.bits()))?;
        let deciding = |on| async { Ok(self.guests.store.deciding(on).await?.ok_or(WorkRefused::NoSuchTask)?) };
        let acted = request.act_with::<Run, _, _, _, _, _>(&act, &(), deciding).await?;
        let who = Assignee::guest(&acted.share.terms.recipient.email);
        let Responded { state, work, .. } = acted.made;
        let OnTask { task, also: Deciding { policy, .. }, .. } = acted.on;
        let task = Task { state, work, ..task };
        let step = step_view::for_guest(&task, &policy, (&who, None));
        Ok(step.ok_or(RespondRefused::NothingToDecide)?)
    }
}

/// As a program would send it. A box that was left empty is no comment.
pub(crate) fn chosen(TypedResponse { decision, basis, comment }: TypedResponse) -> Result<NewResponse, Problem> {
    let decision = decision.ok_or_else(|| Problem::new(Kind::Unprocessable, "no decision was chosen"))?;
    Ok(NewResponse { decision, basis, comment: Some(comment).filter(|comment| !comment.trim().is_empty()) })
}
