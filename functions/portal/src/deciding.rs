//! A decision that stands on the form of the work: it is judged by what the page knows, and then taken by the function that
//! may. The form itself goes on there, and comes back where it is refused, so that nothing that was typed is lost.

use axum::response::{IntoResponse as _, Redirect, Response};
use vestibule_api::steps::TypedResponse;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{share::Share, task::Task, value::TaskSlug};
use vestibule_web::{
    answer::{KINDS, Kind},
    door::GuestRequest,
};

use crate::page::{NotDecided, UnkeptDecision, not_decided};

/// The problem that a decision met where it was to be taken.
pub(crate) fn met(undecided: Option<&str>) -> Option<Kind> {
    let undecided = undecided?;
    Some(KINDS.iter().find(|kind| kind.slug() == undecided).copied().unwrap_or(Kind::Conflict))
}

/// The decision of a task that does not go on. `pressed`: its button was; then it goes on if nothing stands against it.
pub(crate) fn left(
    (share, shared, task): (&Share, &SharedTasks, &Task),
    fields: &[(String, String)],
    (pressed, met): (bool, Option<Kind>),
) -> Option<UnkeptDecision> {
    let typed = TypedResponse::among(fields, task.slug());
    let why = if pressed {
        let stands = not_decided(share, shared, task, &typed).or_else(|| met.map(NotDecided::Met));
        // Answers came along, and are judged where the decision is taken.
        stands.filter(|why| met.is_some() || *why != NotDecided::Incomplete)?
    } else {
        UnkeptDecision::is_any(&typed, task).then_some(NotDecided::Waiting)?
    };
    Some(UnkeptDecision { typed, why })
}

/// One that is right, on a page of which something else could not be kept.
pub(crate) fn waiting(fields: &[(String, String)], task: &TaskSlug) -> UnkeptDecision {
    UnkeptDecision { typed: TypedResponse::among(fields, task), why: NotDecided::Waiting }
}

/// To where it is taken, with all that was typed.
pub(crate) fn go_on<B>(request: &GuestRequest<B>) -> Response {
    let (share, task) = (request.share, &request.at.task);
    Redirect::temporary(&format!("/p/{share}/tasks/{task}/respond")).into_response()
}
