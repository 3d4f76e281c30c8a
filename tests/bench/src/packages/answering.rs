//! How long the cloud takes to answer, which is no part of a function's start.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

/// When requests were at the cloud: from their last byte to the first of the answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answering(Arc<Mutex<Vec<(Instant, Instant)>>>);

impl Answering {
    pub(crate) fn note(&self, asked: Instant, answered: Instant) {
        self.0.lock().unwrap().push((asked, answered));
    }

    /// For how long at least one request was there, since this was asked for the last time.
    pub(crate) fn take(&self) -> Duration {
        let mut spans = std::mem::take(&mut *self.0.lock().unwrap());
        spans.sort();
        let (mut sum, mut end) = (Duration::ZERO, None);
        for (asked, answered) in spans {
            let from = end.map_or(asked, |end| asked.max(end));
            sum += answered.saturating_duration_since(from);
            end = Some(end.map_or(answered, |end| answered.max(end)));
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_answered_at_the_same_time_counts_once() {
        let (answering, begin) = (Answering::default(), Instant::now());
        for (asked, answered) in [(10, 20), (0, 4), (15, 30), (16, 17), (40, 41)] {
            let at = |seconds| begin + Duration::from_secs(seconds);
            answering.note(at(asked), at(answered));
        }
        assert_eq!(answering.take(), Duration::from_secs(4 + 20 + 1));
        assert_eq!(answering.take(), Duration::ZERO);
    }
}
