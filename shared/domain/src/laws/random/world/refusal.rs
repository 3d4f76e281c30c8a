//! The one word for each refusal, with no arm left open.

use crate::{
    gate::WorkRefused,
    share::{BackOff, CodeRefused, Denied, ManageRefused, Missing, OpenRefused, TermsFlaw},
};

pub(super) fn is_denied(denied: &Denied) -> &'static str {
    match denied {
        Denied::SessionEnded => "session ended",
        Denied::Revoked { .. } => "revoked",
        Denied::Expired { .. } => "expired",
        Denied::Exhausted => "exhausted",
        Denied::Replaced => "replaced",
        Denied::Completed { .. } => "completed",
    }
}

pub(super) fn open_refused(refused: &OpenRefused) -> &'static str {
    match refused {
        OpenRefused::Dead(denied) => is_denied(denied),
        OpenRefused::Missing(missing) => match missing.as_slice() {
            [Missing::Consent, ..] => "consent",
            [Missing::Password | Missing::Code, ..] => "ask",
            _ => panic!("{refused}"),
        },
        OpenRefused::BackOff(BackOff { .. }) => "wait",
        OpenRefused::CodeEnded => "code ended",
        OpenRefused::PasswordWrong { .. } | OpenRefused::CodeWrong { .. } | OpenRefused::UsedUp(_) => {
            panic!("{refused}")
        }
    }
}

pub(super) fn code_refused(refused: &CodeRefused) -> &'static str {
    match refused {
        CodeRefused::Dead(denied) => is_denied(denied),
        CodeRefused::NotNeeded => "no code",
        CodeRefused::UsedUp(_) => "too often",
        CodeRefused::TooMany(_) => panic!("{refused}"),
    }
}

pub(super) fn work_refused(refused: &WorkRefused) -> &'static str {
    match refused {
        WorkRefused::TaskDone { .. } => "task done",
        WorkRefused::Waiting { .. } => "waiting",
        WorkRefused::NotHandedBack { .. } => "not handed back",
        WorkRefused::NoSuchTask
        | WorkRefused::NotPermitted { .. }
        | WorkRefused::BeingDecided { .. }
        | WorkRefused::ForOthers
        | WorkRefused::ToBeDecided
        | WorkRefused::UnderCorrection { .. } => panic!("{refused}"),
    }
}

pub(super) fn manage_refused(refused: &ManageRefused) -> &'static str {
    match refused {
        ManageRefused::Forbidden(_) => "forbidden",
        ManageRefused::Over { .. } => "over",
        ManageRefused::OpensNothing { .. } => "opens nothing",
        ManageRefused::Terms(TermsFlaw::ExpiryPast) => "past",
        ManageRefused::Terms(TermsFlaw::AboveCeiling { .. }) => "ceiling",
        ManageRefused::Terms(other) => panic!("{other}"),
    }
}
