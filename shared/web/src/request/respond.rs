//! What is decided or sent as it was read, by members and guests alike.

use vestibule_api::{steps::NewResponse, task::AsRead};
use vestibule_domain::{
    value::CommentId,
    work::{Complete, Respond},
};

use super::{fields::Fields, spelling};
use crate::answer::problem::Problem;

/// Its comment gets this id, if it has one.
pub fn respond(asked: &NewResponse, id: CommentId) -> Result<Respond, Problem> {
    let mut fields = Fields::default();
    let comment = fields.maybe("/comment", asked.comment.as_deref()).map(|text| (id, text));
    let decision = spelling::step_decision(asked.decision);
    let basis = fields.read("/basis", &asked.basis);
    let act = basis.map(|basis| Respond { decision, basis, comment });
    act.filter(|_| fields.is_empty()).ok_or_else(|| fields.into_problem())
}

/// A task is completed.
pub fn complete(asked: &AsRead) -> Result<Complete, Problem> {
    let mut fields = Fields::default();
    let basis = fields.read("/basis", &asked.basis);
    basis.map(|basis| Complete { basis }).ok_or_else(|| fields.into_problem())
}
