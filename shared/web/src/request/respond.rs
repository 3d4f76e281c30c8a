//! What is decided or sent as it was read, by members and guests alike.

use std::{fmt::Display, str::FromStr};

use vestibule_api::{steps::NewResponse, task::AsRead};
use vestibule_domain::{
    task::StepDecision,
    value::{CommentId, Paragraphs},
    work::{Complete, Respond, RespondOnRevision},
};

use super::{fields::Fields, spelling};
use crate::answer::problem::Problem;

/// Its comment gets this id, if it has one.
pub fn respond(asked: &NewResponse, id: CommentId) -> Result<Respond, Problem> {
    let (decision, basis, comment) = read(asked, id)?;
    Ok(Respond { decision, basis, comment })
}

/// The same on a revision.
pub fn respond_on_revision(asked: &NewResponse, id: CommentId) -> Result<RespondOnRevision, Problem> {
    let (decision, basis, comment) = read(asked, id)?;
    Ok(RespondOnRevision { decision, basis, comment })
}

type Typed<B> = (StepDecision, B, Option<(CommentId, Paragraphs<2000>)>);

fn read<B: FromStr<Err: Display>>(asked: &NewResponse, id: CommentId) -> Result<Typed<B>, Problem> {
    let mut fields = Fields::default();
    let comment = fields.maybe("/comment", asked.comment.as_deref()).map(|text| (id, text));
    let decision = spelling::step_decision(asked.decision);
    let basis = fields.read("/basis", &asked.basis);
    let read = basis.map(|basis| (decision, basis, comment));
    read.filter(|_| fields.is_empty()).ok_or_else(|| fields.into_problem())
}

/// A task is completed.
pub fn complete(asked: &AsRead) -> Result<Complete, Problem> {
    let mut fields = Fields::default();
    let basis = fields.read("/basis", &asked.basis);
    basis.map(|basis| Complete { basis }).ok_or_else(|| fields.into_problem())
}
