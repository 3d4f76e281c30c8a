//! How one try at a change ends badly: overtaken, to be made again, or with a problem to answer.

use vestibule_cloud::{CommitError, commit::MayBeTaken, contention::Overtaken, error::TakenRow};

use crate::answer::problem::{Kind, Problem};

/// Somebody has to look at the trail first.
const BROKEN_TRAIL_SECONDS: u64 = 60 * 60;

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
    /// Nothing can be recorded where the trail ends, so nothing was done.
    TrailTaken(TakenRow),
    Refused(Box<Problem>),
}

impl MayBeTaken for TryError {
    fn taken(&self) -> Option<&TakenRow> {
        match self {
            Self::TrailTaken(row) => Some(row),
            Self::Overtaken | Self::Throttled | Self::Repeated | Self::Refused(_) => None,
        }
    }
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
            CommitError::TrailTaken(row) => Self::TrailTaken(row),
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
            Self::TrailTaken(_) => Problem::new(
                Kind::Unavailable,
                "this cannot be recorded just now, so nothing was done; please try again later",
            )
            .retry_after(BROKEN_TRAIL_SECONDS),
        }
    }

    /// The same for staff, who are told which row stands in the way.
    pub fn into_staff_problem(self) -> Problem {
        match self {
            Self::TrailTaken(row) => {
                let detail =
                    format!("{row}, so nothing can be recorded there and nothing was done; tell your operator");
                Problem::new(Kind::Unavailable, detail).retry_after(BROKEN_TRAIL_SECONDS)
            }
            other => other.into_problem(),
        }
    }
}
