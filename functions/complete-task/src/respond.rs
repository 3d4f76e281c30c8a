//! `POST /p/{share}/tasks/{task}/respond`: a guest decides in a step, under the policy as it is now. One batched read, then
//! one of the policy, with another at the same time where somebody may not decide on their own work, and one transaction.
//! The same decision again is the same.

use axum::{Json, extract::State, response::Response};
use vestibule_api::{guest::Decided, steps::NewResponse};
use vestibule_domain::{
    gate::WorkRefused,
    run::Run,
    task::Assignee,
    value::CommentId,
    work::{Respond, RespondRefused},
};
use vestibule_web::{
    answer::{Problem, step_view},
    door::GuestRequest,
    request::{Either, Fields, spelling},
};

use crate::CompleteTask;

pub(crate) async fn respond(
    State(complete_task): State<CompleteTask>,
    request: GuestRequest<Either<NewResponse>>,
) -> Result<Response, Problem> {
    let act = parse(request.body.inner(), CommentId::new(complete_task.guests.random.bits()))?;
    let store = &complete_task.guests.store;
    let deciding = |on| async { Ok(store.deciding(on).await?.ok_or(WorkRefused::NoSuchTask)?) };
    let acted = request.act_with::<Run, _, _, _, _, _>(&act, &(), deciding).await?;
    let who = Assignee::guest(&acted.share.terms.recipient.email);
    let step = acted.on.task.spec.step.as_ref().ok_or(RespondRefused::NothingToDecide)?;
    let step = step_view::for_guest(step, &acted.on.also.policy, &acted.made.state, &who);
    Ok(request.done(Json(Decided { step })))
}

fn parse(asked: &NewResponse, id: CommentId) -> Result<Respond, Problem> {
    let mut fields = Fields::default();
    let comment = fields.maybe("/comment", asked.comment.as_deref()).map(|text| (id, text));
    let act = Respond { decision: spelling::step_decision(asked.decision), comment };
    if fields.is_empty() { Ok(act) } else { Err(fields.into_problem()) }
}
