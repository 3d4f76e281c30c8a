//! Losing a race is normal: load again, decide again, commit again, until one order is found.

use std::{
    hash::{BuildHasher as _, Hasher as _, RandomState},
    time::Duration,
};

use crate::{CommitError, StoreError};

/// Tries before a request gives up. Whoever is overtaken saw another one succeed, so a limit is only
/// reached under a flood.
const MAX_TRIES: u32 = 24;

/// An outcome that another try may change.
pub trait Overtaken {
    fn is_overtaken(&self) -> bool;
}

impl Overtaken for CommitError {
    fn is_overtaken(&self) -> bool {
        matches!(self, Self::Overtaken)
    }
}

impl Overtaken for StoreError {
    fn is_overtaken(&self) -> bool {
        false
    }
}

/// Runs load, decide and commit until the commit is not overtaken.
pub async fn retry_when_overtaken<T, E, A>(mut attempt: impl FnMut() -> A) -> Result<T, E>
where
    E: Overtaken,
    A: Future<Output = Result<T, E>>,
{
    for tries in 1..MAX_TRIES {
        match attempt().await {
            Err(error) if error.is_overtaken() => pause(tries).await,
            other => return other,
        }
    }
    attempt().await
}

/// Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), at most 400 ms. All tries together
/// end before a function's 10 s do.
async fn pause(tries: u32) {
    let ceiling = (4_u64 << tries.min(7)).min(400);
    let millis = RandomState::new().build_hasher().finish() % ceiling;
    tokio::time::sleep(Duration::from_millis(millis)).await;
}
