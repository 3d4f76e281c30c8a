//! How long a worker goes on, and how often it notes its place.

use std::time::Duration;

use tokio::time::Instant;
use vestibule_web::request::Deadline;

/// The last part is on its way this long before the invocation ends.
const WIND_UP: Duration = Duration::from_secs(30);
/// A place is noted this often: what is done after it is done again by the next worker, if this one is killed.
const NOTED_EACH: Duration = Duration::from_secs(10);

#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    until: Instant,
    noted: Instant,
    /// Even a worker that comes too late takes one step: else none would ever come to the end.
    stepped: bool,
}

impl Pace {
    pub(crate) fn until(deadline: Deadline) -> Self {
        let until = Instant::from(deadline);
        Self { until: until.checked_sub(WIND_UP).unwrap_or(until), noted: Instant::now(), stepped: false }
    }

    /// Whether another step is begun.
    pub(crate) fn has_time(&mut self) -> bool {
        let first = !std::mem::replace(&mut self.stepped, true);
        first || Instant::now() < self.until
    }

    /// Whether the place is to be noted now, because the time is over or because it was long ago.
    pub(crate) fn is_to_note(&self) -> bool {
        let now = Instant::now();
        now >= self.until || now.duration_since(self.noted) >= NOTED_EACH
    }

    /// The place was noted. `false`: that was the end of this worker's time.
    pub(crate) fn goes_on(&mut self) -> bool {
        self.noted = Instant::now();
        self.noted < self.until
    }
}
