//! Until when an answer is of use: Lambda ends an invocation that has not answered, and its caller learns nothing.

use std::time::Duration;

use axum::{extract::FromRequestParts, http::request::Parts};
use http::Extensions;
use jiff::Timestamp;
use lambda_http::Context;
use tokio::time::Instant;

/// Our own answer leaves this long before Lambda ends the invocation.
const ANSWER_MARGIN: Duration = Duration::from_millis(500);

/// What an invocation has where nobody says, as in tests: the time of most functions.
const DEFAULT_TIME: Duration = Duration::from_secs(10);

/// What a Lambda can have at most (Lambda quotas, "Function timeout").
const MAX_TIME: Duration = Duration::from_mins(15);

/// The instant by which an invocation is to be answered, somewhat before Lambda ends it. It is measured on a clock
/// that nobody turns back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline(Instant);

impl Deadline {
    /// Of an invocation that has this much time from now on.
    pub fn after(time: Duration) -> Self {
        Self(Instant::now() + time.min(MAX_TIME).saturating_sub(ANSWER_MARGIN))
    }

    /// Whether there is as much time left.
    pub fn leaves(self, time: Duration) -> bool {
        self.0.saturating_duration_since(Instant::now()) >= time
    }

    /// Of an invocation that Lambda tells of.
    pub(crate) fn of_context(context: &Context, now: Timestamp) -> Self {
        match (context.deadline, u64::try_from(now.as_millisecond())) {
            (0, _) | (_, Err(_)) => Self::default(),
            (at, Ok(now)) => Self::after(Duration::from_millis(at.saturating_sub(now))),
        }
    }

    /// Of a request as `lambda_http` hands it on.
    pub(crate) fn of_request(extensions: &Extensions, now: Timestamp) -> Self {
        extensions.get::<Context>().map_or_else(Self::default, |context| Self::of_context(context, now))
    }
}

impl Default for Deadline {
    fn default() -> Self {
        Self::after(DEFAULT_TIME)
    }
}

impl From<Deadline> for Instant {
    fn from(Deadline(at): Deadline) -> Self {
        at
    }
}

/// As the router's layer has noted it.
impl<S: Sync> FromRequestParts<S> for Deadline {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get().copied().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: &str = "2026-11-22T12:00:00Z";

    /// How long is left, in seconds, of an invocation that Lambda ends at this time of its clock, where ours says noon.
    fn left(deadline: u64) -> Result<f64, jiff::Error> {
        let mut context = Context::default();
        context.deadline = deadline;
        let Deadline(at) = Deadline::of_context(&context, NOON.parse()?);
        Ok(at.saturating_duration_since(Instant::now()).as_secs_f64())
    }

    #[tokio::test]
    async fn the_answer_is_due_half_a_second_before_lambda_ends_the_invocation() -> Result<(), jiff::Error> {
        let noon = u64::try_from(NOON.parse::<Timestamp>()?.as_millisecond()).unwrap_or_default();
        for (deadline, seconds) in [
            (noon + 29_000, 28.5),
            (noon + 400, 0.0),
            (noon - 1, 0.0),
            // Nobody said; and what no Lambda can have.
            (0, 9.5),
            (u64::MAX, 899.5),
        ] {
            let left = left(deadline)?;
            assert!((seconds - 1.0..=seconds).contains(&left), "{left} for {seconds}");
        }
        Ok(())
    }
}
