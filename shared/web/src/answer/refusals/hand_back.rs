//! What of a task cannot be handed back.

use vestibule_api::problem::{Conflict, Extension, FieldError, Kind};
use vestibule_domain::{
    share::{ManageRefused, ReopenRefused},
    staff::Forbidden,
    work::{HandBackRefused, ItemFlaw},
};

use super::{conflict, flaw, gate::other_role};
use crate::answer::problem::Problem;

impl From<HandBackRefused> for Problem {
    fn from(refused: HandBackRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            HandBackRefused::Forbidden(refused) => refused.into(),
            HandBackRefused::ShareOfAnother { why: Forbidden::NotYours { needed, yours }, .. } => {
                other_role(&detail, needed, yours)
            }
            HandBackRefused::ShareOfAnother { why, .. } => why.into(),
            HandBackRefused::NoSuchTask => Self::new(Kind::NotFound, detail),
            HandBackRefused::NotCompleted => conflict(detail, Conflict::NotCompleted),
            HandBackRefused::InStep => conflict(detail, Conflict::NotDecidable),
            HandBackRefused::AnotherRound => Self::new(Kind::Stale, detail),
            HandBackRefused::Flawed { accepted, returned } => {
                let accepted = accepted.iter().map(|flawed| item("accepted", flawed));
                let returned = returned.iter().map(|flawed| item("returned", flawed));
                Self::new(Kind::Unprocessable, detail).errors(accepted.chain(returned))
            }
            HandBackRefused::Reopen(ReopenRefused::Over { standing }) => ManageRefused::Over { standing }.into(),
            HandBackRefused::Reopen(ReopenRefused::Terms(refused)) => ManageRefused::Terms(refused).into(),
            HandBackRefused::Begun { tasks, .. } => {
                let code = Some(Conflict::Begun);
                Self::new(Kind::Conflict, detail).with(Extension { code, tasks, ..Extension::default() })
            }
            HandBackRefused::TooManyRounds => conflict(detail, Conflict::TooManyRounds),
            HandBackRefused::TooManyDeciders => {
                Self::new(Kind::Unprocessable, &detail).errors([flaw("/force", "too_many_deciders", &detail)])
            }
            HandBackRefused::TooMuch => {
                Self::new(Kind::Unprocessable, &detail).errors([flaw("/returned", "too_much", &detail)])
            }
            HandBackRefused::TooManyGuests { .. } => {
                Self::new(Kind::Unprocessable, &detail).errors([flaw("/returned", "too_many_guests", &detail)])
            }
        }
    }
}

fn item(list: &str, (at, reason): &(usize, ItemFlaw)) -> FieldError {
    let (member, code) = match reason {
        ItemFlaw::NoSuchField => ("/field", "no_such_field"),
        ItemFlaw::NoSuchFile => ("/file", "no_such_file"),
        ItemFlaw::Twice => ("", "same_item"),
        ItemFlaw::Accepted => ("", "accepted"),
    };
    flaw(format!("/{list}/{at}{member}"), code, reason)
}
