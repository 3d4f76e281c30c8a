//! A decision as it is asked for, by members and guests alike.

use vestibule_api::steps::NewResponse;
use vestibule_domain::{value::CommentId, work::Respond};

use super::{fields::Fields, spelling};
use crate::answer::problem::Problem;

/// Its comment gets this id, if it has one.
pub fn respond(asked: &NewResponse, id: CommentId) -> Result<Respond, Problem> {
    let mut fields = Fields::default();
    let comment = fields.maybe("/comment", asked.comment.as_deref()).map(|text| (id, text));
    let act = Respond { decision: spelling::step_decision(asked.decision), comment };
    if fields.is_empty() { Ok(act) } else { Err(fields.into_problem()) }
}
