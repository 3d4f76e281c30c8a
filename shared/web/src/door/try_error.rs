//! How an attempt at a change ends badly: overtaken, to be tried again, or with a problem to answer.

use vestibule_cloud::{CommitError, StoreError, contention::Overtaken};

use vestibule_domain::{
    gate::{Denied, WorkRefused},
    member::Forbidden,
    run::PushRefused,
    session::NoSession,
    share::{CreateRefused, ExtendRefused, OpenRefused, RequestRefused, SteerRefused},
    task::{AnnounceRefused, CommentRefused, CompleteRefused, FileRefused, SaveRefused},
    token::NotALink,
    upload::{ManifestRefused, SettleRefused},
};

use crate::answer::problem::{Kind, Problem};

/// Inside [`vestibule_cloud::contention::retry_when_overtaken`]: everything that turns into a [`Problem`], and
/// the lost race that does not yet.
#[derive(Debug)]
pub enum TryError {
    Overtaken,
    /// The idempotency key has a stored result by now.
    Repeated,
    Refused(Box<Problem>),
}

impl Overtaken for TryError {
    fn is_overtaken(&self) -> bool {
        matches!(self, Self::Overtaken)
    }
}

impl From<CommitError> for TryError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Overtaken => Self::Overtaken,
            CommitError::Repeated => Self::Repeated,
            CommitError::Store(error) => Self::Refused(Box::new(error.into())),
        }
    }
}

macro_rules! refusals {
    ($($refusal:ty),* $(,)?) => {$(
        impl From<$refusal> for TryError {
            fn from(refusal: $refusal) -> Self {
                Self::Refused(Box::new(refusal.into()))
            }
        }
    )*};
}

refusals!(
    Problem,
    StoreError,
    NotALink,
    NoSession,
    Denied,
    WorkRefused,
    SaveRefused,
    CommentRefused,
    AnnounceRefused,
    FileRefused,
    CompleteRefused,
    OpenRefused,
    RequestRefused,
    Forbidden,
    CreateRefused,
    SteerRefused,
    ExtendRefused,
    PushRefused,
    ManifestRefused,
    SettleRefused,
);

impl TryError {
    /// What to answer when no attempt is left.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Refused(problem) => *problem,
            Self::Overtaken | Self::Repeated => {
                Problem::new(Kind::Unavailable, "too many requests changed the same thing at once; try again")
                    .retry_after(1)
            }
        }
    }
}
