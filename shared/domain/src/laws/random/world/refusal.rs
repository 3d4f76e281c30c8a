//! The one word for each refusal, with no arm left open.

use crate::{
    gate::{Denied, WorkRefused},
    password::BackOff,
    share::{ExtendRefused, OpenRefused, SteerRefused, TermsFlaw},
};

pub(super) fn is_denied(denied: &Denied) -> &'static str {
    match denied {
        Denied::SessionEnded => "session ended",
        Denied::Revoked { .. } => "revoked",
        Denied::Expired { .. } => "expired",
        Denied::Exhausted => "exhausted",
        Denied::Completed { .. } => "completed",
    }
}

pub(super) fn open_refused(refused: &OpenRefused) -> &'static str {
    match refused {
        OpenRefused::Dead(denied) => is_denied(denied),
        OpenRefused::ConsentMissing => "consent",
        OpenRefused::PasswordMissing => "ask",
        OpenRefused::BackOff(BackOff { .. }) => "wait",
        OpenRefused::AcknowledgementMissing | OpenRefused::PasswordWrong { .. } => panic!("{refused}"),
    }
}

pub(super) fn work_refused(refused: &WorkRefused) -> &'static str {
    match refused {
        WorkRefused::TaskDone { .. } => "task done",
        WorkRefused::Waiting { .. } => "waiting",
        WorkRefused::NoSuchTask | WorkRefused::NotPermitted { .. } => panic!("{refused}"),
    }
}

pub(super) fn steer_refused(refused: &SteerRefused) -> &'static str {
    match refused {
        SteerRefused::Forbidden(_) => "forbidden",
        SteerRefused::Over { .. } => "over",
    }
}

pub(super) fn extend_refused(refused: &ExtendRefused) -> &'static str {
    match refused {
        ExtendRefused::Steer(refused) => steer_refused(refused),
        ExtendRefused::Terms(TermsFlaw::ExpiryPast) => "past",
        ExtendRefused::Terms(TermsFlaw::AboveCeiling { .. }) => "ceiling",
        ExtendRefused::Terms(other) => panic!("{other}"),
    }
}
