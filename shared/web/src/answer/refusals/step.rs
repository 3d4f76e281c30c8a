//! Decisions that are not taken, and steps that do not change hands.

use vestibule_api::problem::{Conflict, Extension, Kind};
use vestibule_domain::{
    Timestamp,
    step::ReassignRefused,
    task::StepDecision,
    value::PersonName,
    work::{DelegateRefused, RespondRefused, RevisionRespondRefused, WithdrawRefused},
};

use super::{conflict, flaw, flawed, layer, work::flaw_of};
use crate::answer::{problem::Problem, spelling};

impl From<RespondRefused> for Problem {
    fn from(refused: RespondRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            RespondRefused::Work(refused) => refused.into(),
            RespondRefused::NothingToDecide => conflict(detail, Conflict::NotDecidable),
            RespondRefused::NotAssigned | RespondRefused::DidTheWork { .. } => Self::new(Kind::NotPermitted, detail),
            RespondRefused::Decided { by, at, result } => decided(detail, by, at, result),
            RespondRefused::Responded { at, decision } => responded(detail, at, decision),
            RespondRefused::NotOffered { .. } => not_offered(&detail),
            RespondRefused::Changed => Self::new(Kind::Stale, detail),
            RespondRefused::TooManyComments => conflict(detail, Conflict::TooMany),
            RespondRefused::UsedUp(used_up) => used_up.into(),
            RespondRefused::CommentRequired => comment_required(&detail),
            RespondRefused::CommentRequiredByPolicy { layer: decided } => {
                let error = flaw("/comment", "required", &detail);
                flawed(&detail, vec![error.decided_by("decision_comment_required", layer(decided))])
            }
            RespondRefused::Incomplete { fields } => Self::new(Kind::Unprocessable, detail)
                .errors(fields.iter().map(|(field, reason)| flaw_of((field, reason)))),
        }
    }
}

impl From<RevisionRespondRefused> for Problem {
    fn from(refused: RevisionRespondRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            RevisionRespondRefused::Revision(refused) => refused.into(),
            RevisionRespondRefused::Responded { at, decision } => responded(detail, at, decision),
            RevisionRespondRefused::NotOffered { .. } => not_offered(&detail),
            RevisionRespondRefused::CommentRequired => comment_required(&detail),
            RevisionRespondRefused::Changed => Self::new(Kind::Stale, detail),
        }
    }
}

impl From<WithdrawRefused> for Problem {
    fn from(refused: WithdrawRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            WithdrawRefused::Work(refused) => refused.into(),
            WithdrawRefused::NotWithdrawable => conflict(detail, Conflict::NotWithdrawable),
            WithdrawRefused::ForbiddenByPolicy { layer: decided } => {
                let error = flaw("", "not_withdrawable", &detail);
                flawed(&detail, vec![error.decided_by("allow_decision_withdrawal", layer(decided))])
            }
            WithdrawRefused::Decided { by, at, result } => decided(detail, by, at, result),
        }
    }
}

impl From<DelegateRefused> for Problem {
    fn from(refused: DelegateRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            DelegateRefused::Work(refused) => refused.into(),
            DelegateRefused::Reassign(refused) => not_handed_over(refused, detail),
        }
    }
}

impl From<ReassignRefused> for Problem {
    fn from(refused: ReassignRefused) -> Self {
        let detail = refused.to_string();
        not_handed_over(refused, detail)
    }
}

/// In the words for who gives it.
fn not_handed_over(refused: ReassignRefused, detail: String) -> Problem {
    match refused {
        ReassignRefused::Forbidden(refused) => refused.into(),
        ReassignRefused::NoSuchStep => Problem::new(Kind::NotFound, detail),
        ReassignRefused::Done { at } => Problem::new(Kind::Conflict, detail).with(Extension {
            code: Some(Conflict::TaskDone),
            completed_at: Some(at),
            ..Extension::default()
        }),
        ReassignRefused::NotAssigned | ReassignRefused::AssignedAlready => conflict(detail, Conflict::Assignment),
        ReassignRefused::Responded { at } => Problem::new(Kind::Conflict, detail).with(Extension {
            code: Some(Conflict::Responded),
            at: Some(at),
            ..Extension::default()
        }),
        ReassignRefused::NoSuchMember => {
            Problem::new(Kind::Unprocessable, &detail).errors([flaw("/to", "unknown_member", &detail)])
        }
    }
}

/// They have decided, and otherwise.
fn responded(detail: String, at: Timestamp, decision: StepDecision) -> Problem {
    Problem::new(Kind::Conflict, detail).with(Extension {
        code: Some(Conflict::Responded),
        at: Some(at),
        decision: Some(spelling::step_decision(decision)),
        ..Extension::default()
    })
}

fn not_offered(detail: &str) -> Problem {
    Problem::new(Kind::Unprocessable, detail).errors([flaw("/decision", "not_offered", detail)])
}

fn comment_required(detail: &str) -> Problem {
    Problem::new(Kind::Unprocessable, detail).errors([flaw("/comment", "required", detail)])
}

/// By whom, when and what.
fn decided(detail: String, by: PersonName, at: Timestamp, result: Option<StepDecision>) -> Problem {
    Problem::new(Kind::Conflict, detail).with(Extension {
        code: Some(Conflict::Decided),
        completed_at: Some(at),
        by: Some(by),
        decision: result.map(spelling::step_decision),
        ..Extension::default()
    })
}
