//! The only doors to the clock and to randomness, so that every instant and secret can be chosen by a test.

use std::{fmt, sync::Arc};

use jiff::Timestamp;
use vestibule_cloud::contention::Jitter;

type Now = dyn Fn() -> Timestamp + Send + Sync;
type Fill = dyn Fn(&mut [u8]) + Send + Sync;

/// Tells the time.
#[derive(Clone)]
pub struct Clock(Arc<Now>);

impl Clock {
    /// The machine's clock.
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn system() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    pub fn from_fn(now: Arc<Now>) -> Self {
        Self(now)
    }

    /// To the millisecond: as fine as anybody reads it, and as the database sorts it.
    pub fn now(&self) -> Timestamp {
        let now = (self.0)();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// Makes ids, salts and secrets.
#[derive(Clone)]
pub struct Random(Arc<Fill>);

impl Random {
    /// The operating system's randomness. A system that has none ends the process: nothing secret
    /// could be made.
    #[allow(clippy::disallowed_methods, reason = "the one place that asks for randomness")]
    pub fn system() -> Self {
        Self(Arc::new(|bytes| getrandom::fill(bytes).expect("the operating system has randomness")))
    }

    /// Bytes of the caller's choice: for tests only, for they make guessable secrets.
    pub fn from_fn(fill: Arc<Fill>) -> Self {
        Self(fill)
    }

    /// `N` fresh random bytes.
    pub fn bits<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }
}

impl Jitter for Random {
    /// So small a limit leaves no bias that matters.
    fn below(&self, limit: u64) -> u64 {
        u64::from_be_bytes(self.bits()) % limit.max(1)
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    #[test]
    fn a_clock_can_be_turned_by_its_owner() {
        let second = Arc::new(AtomicI64::new(1_795_348_800));
        let told = Arc::clone(&second);
        let clock =
            Clock::from_fn(Arc::new(move || Timestamp::from_second(told.load(Ordering::Relaxed)).unwrap_or_default()));
        assert_eq!(clock.clone().now().to_string(), "2026-11-22T12:00:00Z");
        second.store(1_795_348_860, Ordering::Relaxed);
        assert_eq!(clock.now().to_string(), "2026-11-22T12:01:00Z");
    }

    #[test]
    fn the_system_clock_goes_forward() {
        let clock = Clock::system();
        assert!(clock.now() <= clock.now());
    }

    #[test]
    fn randomness_never_repeats_itself_unless_told_to() {
        let random = Random::system();
        assert_ne!(random.bits::<16>(), random.bits::<16>());
        assert_ne!(random.bits::<32>(), [0; 32]);
        let fixed = Random::from_fn(Arc::new(|bytes| bytes.fill(7)));
        assert_eq!(fixed.bits::<16>(), [7; 16]);
    }

    #[test]
    fn neither_prints_what_it_holds() {
        assert_eq!(format!("{:?} {:?}", Clock::system(), Random::system()), "Clock Random");
    }
}
