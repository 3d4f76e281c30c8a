//! A decision that stands on the form of the work: it is judged by what the page knows, and then taken by the function that
//! may. The form itself goes on there, and comes back where it is refused, so that nothing that was typed is lost.

use axum::response::{IntoResponse as _, Redirect, Response};
use vestibule_api::steps::TypedResponse;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    gate::{Admission, OnTask},
    task::{Basis, Task},
    value::{CommentId, Paragraphs, TaskSlug, TextRefused},
    work::{Deciding, Respond},
};
use vestibule_web::{
    answer::{KINDS, Kind},
    door::GuestRequest,
    request::spelling,
};

use crate::page::{NotDecided, UnkeptDecision};

/// Of a comment that is judged and not written.
pub(crate) const NOT_WRITTEN: CommentId = CommentId::new([0; 16]);

/// The problem that a decision met where it was to be taken.
pub(crate) fn met(undecided: Option<&str>) -> Option<Kind> {
    let undecided = undecided?;
    Some(KINDS.iter().find(|kind| kind.slug() == undecided).copied().unwrap_or(Kind::Conflict))
}

/// The decision of a task that does not go on. `pressed`: its button was; then it goes on if nothing stands against it.
pub(crate) fn left(
    (guest, shared, task): (Admission<'_>, &SharedTasks, &Task),
    fields: &[(String, String)],
    (pressed, met): (bool, Option<Kind>),
) -> Option<UnkeptDecision> {
    let typed = TypedResponse::among(fields, task.slug());
    let why = if pressed {
        let stands = not_decided(guest, shared, task, &typed).or_else(|| met.map(NotDecided::Met));
        // Answers came along, and are judged where the decision is taken.
        stands.filter(|why| met.is_some() || *why != NotDecided::Incomplete)?
    } else {
        UnkeptDecision::is_any(&typed, task).then_some(NotDecided::Waiting)?
    };
    Some(UnkeptDecision { typed, why })
}

/// What keeps a decision that is typed from being taken, by the rule that takes it. `None`: nothing that the page knows.
fn not_decided(guest: Admission<'_>, shared: &SharedTasks, task: &Task, typed: &TypedResponse) -> Option<NotDecided> {
    let (Some(step), Some(policy)) = (&task.spec.step, shared.policy.clone()) else {
        return Some(NotDecided::NotYours);
    };
    let deciding = Deciding { run: shared.run.clone(), policy, before: shared.before.clone() };
    let on = OnTask { progress: shared.progress.clone(), task: task.clone(), also: deciding };
    // What was typed was read on a page that the guest may see again: whether it has changed is judged where it is taken.
    let basis = Basis::of(task, &shared.before);
    let refused = |decision, comment: Option<Paragraphs<2000>>| {
        let permit = guest.permit(&on).ok()?;
        let respond = Respond { decision, basis, comment: comment.map(|text| (NOT_WRITTEN, text)) };
        Some(NotDecided::of(&respond.check(&permit).err()?, guest.share(), task))
    };
    let comment = match typed.comment.parse() {
        Ok(comment) => Ok(Some(comment)),
        Err(TextRefused::Empty) => Ok(None),
        Err(refused) => Err(NotDecided::Text(refused)),
    };
    match (typed.decision.map(spelling::step_decision), comment) {
        (Some(decision), Ok(comment)) => refused(decision, comment),
        (Some(decision), Err(text)) => refused(decision, None).filter(NotDecided::is_over).or(Some(text)),
        (None, _) => {
            let over = step.decisions.iter().find_map(|one| refused(*one, None).filter(NotDecided::is_over));
            over.or(Some(NotDecided::NotChosen))
        }
    }
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
