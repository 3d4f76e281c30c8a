//! How one try at a change ends badly: overtaken, to be made again, or with a problem to answer.

use vestibule_cloud::{CommitError, contention::Overtaken};

use crate::answer::problem::{Kind, Problem};

/// Inside [`vestibule_cloud::contention::retry_when_overtaken`]: everything that turns into a [`Problem`], and
/// the lost race that does not yet.
///
/// `?` makes one of each refusal that is a problem. [`CommitError`] is none: two of its cases are a race lost.
#[derive(Debug)]
pub enum TryError {
    Overtaken,
    /// The table takes no more writes just now.
    Throttled,
    /// The idempotency key has a stored result by now.
    Repeated,
    Refused(Box<Problem>),
}

impl Overtaken for TryError {
    fn is_overtaken(&self) -> bool {
        matches!(self, Self::Overtaken | Self::Throttled)
    }
}

impl From<CommitError> for TryError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Overtaken => Self::Overtaken,
            CommitError::Throttled => Self::Throttled,
            CommitError::Repeated => Self::Repeated,
            CommitError::Store(error) => error.into(),
        }
    }
}

impl<E: Into<Problem>> From<E> for TryError {
    fn from(refusal: E) -> Self {
        Self::Refused(Box::new(refusal.into()))
    }
}

impl TryError {
    /// What to answer when no try is left.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Refused(problem) => *problem,
            Self::Throttled => {
                Problem::new(Kind::Unavailable, "too many requests come at once; try again").retry_after(1)
            }
            Self::Overtaken | Self::Repeated => {
                Problem::new(Kind::Unavailable, "too many requests changed the same thing at once; try again")
                    .retry_after(1)
            }
        }
    }
}
