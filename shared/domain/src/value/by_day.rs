//! What there is so much of within a day: all of it at once, and what was used comes back little by little.

use jiff::{SignedDuration, Timestamp};

/// What a day brings back.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// There is enough again at that instant, after so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) at: Timestamp,
    pub(crate) seconds: u64,
}

/// Takes some of what comes back evenly within a day, of which all is there again at `until`: when that is then.
pub(crate) fn take(a_day: u64, until: Option<Timestamp>, amount: u64, now: Timestamp) -> Result<Timestamp, Wait> {
    let milliseconds = u128::from(amount) * DAY.as_millis().unsigned_abs() / u128::from(a_day.max(1));
    let cost = SignedDuration::from_millis(i64::try_from(milliseconds).unwrap_or(i64::MAX).min(LONGEST_COST));
    let until = until.unwrap_or(now).max(now) + cost;
    let wait = until.duration_since(now) - DAY;
    if wait <= SignedDuration::ZERO {
        return Ok(until);
    }
    // Whole seconds, so that who waits as long as told has waited long enough.
    let seconds = wait.as_secs() + i64::from(wait.subsec_nanos() > 0);
    Err(Wait { at: now + SignedDuration::from_secs(seconds), seconds: seconds.unsigned_abs() })
}

/// When all of it is there again where there is another amount of it within a day: what was used stays so much.
pub(crate) fn rescaled(until: Timestamp, (before, a_day): (u64, u64), now: Timestamp) -> Timestamp {
    let left = until.duration_since(now).as_millis().max(0).unsigned_abs();
    let milliseconds = left * u128::from(before) / u128::from(a_day.max(1));
    now + SignedDuration::from_millis(i64::try_from(milliseconds).unwrap_or(i64::MAX).min(LONGEST_COST))
}

/// Nothing costs more than this, in milliseconds, so that instants stay what they can be.
const LONGEST_COST: i64 = 100 * 86_400_000;
