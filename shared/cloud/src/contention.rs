//! Losing a race is normal: load again, decide again, commit again, until one order is found or the time is up.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::{CommitError, StoreError};

/// Tries before a request gives up. Each time that it is overtaken another one succeeds, so only a flood reaches
/// the limit.
const MAX_TRIES: u32 = 24;

/// The longest pause between two tries.
const MAX_PAUSE_MS: u64 = 400;

/// An outcome that another try may change.
pub trait Overtaken {
    fn is_overtaken(&self) -> bool;
}

/// Where the pauses between tries get their jitter from: randomness is passed in.
pub trait Jitter {
    /// A number from 0 up to, and not including, `limit`, each as likely as the others.
    fn below(&self, limit: u64) -> u64;
}

impl Overtaken for CommitError {
    fn is_overtaken(&self) -> bool {
        matches!(self, Self::Overtaken | Self::Throttled)
    }
}

impl Overtaken for StoreError {
    fn is_overtaken(&self) -> bool {
        false
    }
}

/// Runs load, decide and commit until the commit is not overtaken.
///
/// Ends with the last try's error when the tries are used up, or when the time until `deadline` would not hold a
/// pause and another try as long as the longest one so far. The first try is always made.
pub async fn retry_when_overtaken<T, E, A>(
    deadline: impl Into<Instant>,
    jitter: &impl Jitter,
    mut attempt: impl FnMut() -> A,
) -> Result<T, E>
where
    E: Overtaken,
    A: Future<Output = Result<T, E>>,
{
    let deadline = deadline.into();
    let mut longest = Duration::ZERO;
    for tries in 1..MAX_TRIES {
        let began = Instant::now();
        let outcome = attempt().await;
        if !matches!(&outcome, Err(error) if error.is_overtaken()) {
            return outcome;
        }
        longest = longest.max(began.elapsed());
        let pause = pause(tries, jitter);
        if Instant::now() + pause + longest > deadline {
            return outcome;
        }
        sleep(pause).await;
    }
    attempt().await
}

/// Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter").
fn pause(tries: u32, jitter: &impl Jitter) -> Duration {
    let ceiling = (4_u64 << tries.min(7)).min(MAX_PAUSE_MS);
    Duration::from_millis(jitter.below(ceiling))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// The shortest pauses that there can be.
    struct NoJitter;

    impl Jitter for NoJitter {
        fn below(&self, _: u64) -> u64 {
            0
        }
    }

    /// How often something was tried that is overtaken for as long as it may be, each try taking this long.
    async fn tries(time: Duration, each: Duration) -> u32 {
        let tries = Cell::new(0);
        let outcome: Result<(), _> = retry_when_overtaken(Instant::now() + time, &NoJitter, || async {
            tries.set(tries.get() + 1);
            sleep(each).await;
            Err(CommitError::Overtaken)
        })
        .await;
        assert!(outcome.is_err_and(|error| error.is_overtaken()));
        tries.get()
    }

    #[tokio::test]
    async fn what_is_always_overtaken_is_given_up_with_that_error() {
        assert_eq!(tries(Duration::from_mins(1), Duration::ZERO).await, MAX_TRIES);
    }

    #[tokio::test]
    async fn no_try_begins_that_the_time_does_not_hold() {
        assert_eq!(tries(Duration::ZERO, Duration::ZERO).await, 1, "the first is always made");
        let few = tries(Duration::from_millis(500), Duration::from_millis(200)).await;
        assert!((1..=2).contains(&few), "{few} tries of 200 ms in 500 ms");
    }

    #[tokio::test]
    async fn other_outcomes_end_it_at_once() {
        let tries = Cell::new(0);
        let again = || {
            tries.set(tries.get() + 1);
            let overtaken = tries.get() < 3;
            async move { if overtaken { Err(CommitError::Overtaken) } else { Ok(7) } }
        };
        let outcome = retry_when_overtaken(Instant::now() + Duration::from_mins(1), &NoJitter, again).await;
        assert!(matches!(outcome, Ok(7)));
        let repeated = || async { Err::<(), _>(CommitError::Repeated) };
        let outcome = retry_when_overtaken(Instant::now() + Duration::from_mins(1), &NoJitter, repeated).await;
        assert!(matches!(outcome, Err(CommitError::Repeated)));
    }

    #[test]
    fn pauses_grow_up_to_the_longest() {
        struct Most;
        impl Jitter for Most {
            fn below(&self, limit: u64) -> u64 {
                limit - 1
            }
        }
        let pauses: Vec<_> = [1, 2, 6, 7, 23].map(|tries| pause(tries, &Most).as_millis()).into();
        assert_eq!(pauses, [7, 15, 255, 399, 399]);
    }
}
