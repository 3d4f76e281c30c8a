//! Going on with a trail whose next row is taken: beyond every row that there is, and not as if nothing had happened.
//!
//! The record there says behind which one it goes on, so verification reports the break for ever, and at its place.

use super::head::{Head, MAX_SEQ, TrailId};

/// Numbers that are left free behind the highest row, which may hold several records.
const GAP: u64 = 100;

/// Where a trail goes on instead of where it would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumption {
    pub trail: TrailId,
    /// The row that is taken.
    pub taken: u64,
    /// The number of the record that goes on.
    pub at: u64,
}

impl Resumption {
    /// `highest` is the number of the trail's last row, `None` where that is none. Somebody who writes past the rules
    /// can write up to the end of all numbers, too: then the trail goes on where nobody foresees it.
    pub fn beyond(trail: TrailId, taken: u64, highest: Option<u64>, seed: [u8; 16]) -> Self {
        let (low, _) = seed.split_at(8);
        let unforeseen = low.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte));
        let highest = highest.map(|highest| highest.max(taken)).filter(|highest| *highest < MAX_SEQ / 2);
        let at = highest.map_or_else(|| unforeseen_beyond(taken, unforeseen), |highest| highest + GAP);
        Self { trail, taken, at }
    }

    /// Whether it is about this trail as it stands. Otherwise somebody was quicker, and nothing is broken.
    pub(super) fn is_of(&self, trail: &TrailId, head: Head) -> bool {
        self.trail == *trail && self.taken == head.next()
    }
}

/// Any number between the row that is taken and the end of all numbers, where some are left free.
fn unforeseen_beyond(taken: u64, unforeseen: u64) -> u64 {
    let from = taken.saturating_add(GAP).max(MAX_SEQ / 4);
    let room = (MAX_SEQ - MAX_SEQ / 4).saturating_sub(from).max(GAP);
    from + unforeseen % room
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beyond(highest: Option<u64>) -> u64 {
        Resumption::beyond(TrailId("share/x".into()), 6, highest, [7; 16]).at
    }

    #[test]
    fn a_trail_goes_on_beyond_the_highest_row() {
        assert_eq!((beyond(Some(6)), beyond(Some(40)), beyond(Some(5))), (106, 140, 106));
    }

    #[test]
    fn rows_up_to_the_end_of_all_numbers_stop_no_trail() {
        for highest in [None, Some(MAX_SEQ), Some(MAX_SEQ - 1), Some(u64::MAX)] {
            let at = beyond(highest);
            assert!(at > 6 && at < MAX_SEQ - 1_000, "{at}");
        }
    }

    #[test]
    fn a_trail_that_went_on_far_up_goes_on_above_that() {
        for taken in [MAX_SEQ / 4, MAX_SEQ / 2, MAX_SEQ - MAX_SEQ / 4] {
            let on = |seed| Resumption::beyond(TrailId("share/x".into()), taken, Some(MAX_SEQ), [seed; 16]).at;
            assert!((0..=255).all(|seed| on(seed) > taken && on(seed) < MAX_SEQ - 1_000), "{taken}");
        }
    }

    #[test]
    fn it_is_of_one_trail_and_one_head() {
        let resumption = Resumption::beyond(TrailId("share/x".into()), 6, Some(6), [7; 16]);
        let (x, y) = (TrailId("share/x".into()), TrailId("share/y".into()));
        let at = |seq| Head { seq, ..Head::default() };
        assert!(resumption.is_of(&x, at(5)));
        assert!(!resumption.is_of(&y, at(5)) && !resumption.is_of(&x, at(6)));
    }
}
