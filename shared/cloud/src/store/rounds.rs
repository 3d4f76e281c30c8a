//! The rounds of one task that are over, as many as an answer can hold beside the rest.

use std::collections::BTreeMap;

use vestibule_domain::task::HandedBack;

/// Most bytes that the earlier rounds of one task take of an answer: beyond that the oldest are left out, and it says how many.
pub(super) const MAX_ROUND_BYTES: usize = 2_000_000;

/// As they come, in any order.
#[derive(Debug, Default)]
pub(super) struct Rounds {
    /// By their number, with what each takes of an answer, in bytes.
    all: BTreeMap<u16, (HandedBack, usize)>,
}

impl Rounds {
    pub(super) fn add(&mut self, round: HandedBack, bytes: usize) {
        self.all.insert(round.round, (round, bytes));
    }

    /// What those take that are told, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.all.values().rev().take(self.fitting()).map(|(_, bytes)| bytes).sum()
    }

    /// Those that are told, and how many older ones are left out. The latest one is always told.
    pub(super) fn told(self) -> (Vec<HandedBack>, usize) {
        let left_out = self.all.len() - self.fitting();
        (self.all.into_values().skip(left_out).map(|(round, _)| round).collect(), left_out)
    }

    fn fitting(&self) -> usize {
        let mut taken = 0;
        let fits = self.all.values().rev().take_while(|(_, bytes)| {
            taken += bytes;
            taken <= MAX_ROUND_BYTES
        });
        fits.count().max(1).min(self.all.len())
    }
}

#[cfg(test)]
mod tests {
    use vestibule_domain::{
        audit::Head,
        task::Completion,
        value::{RecipientId, ShareId},
    };
    use vestibule_fixtures::{SATURDAY, at};

    use super::*;

    fn round(number: u16) -> HandedBack {
        let (by, at, share) = ("Ana".parse().unwrap(), at(SATURDAY), ShareId::new([1; 16]));
        let completion = Completion {
            at,
            by,
            recipient: RecipientId::new([1; 16]),
            through: share.into(),
            result: None,
            record: Head::default(),
        };
        let (by, returned) = ("Carla".parse().unwrap(), vec![]);
        HandedBack { round: number, at, by, completion, returned, asked: vec![share], deciders: vec![], begun: vec![] }
    }

    fn told(bytes: &[usize]) -> (Vec<u16>, usize, usize) {
        let mut rounds = Rounds::default();
        for (number, bytes) in (1..).zip(bytes).collect::<Vec<_>>().into_iter().rev() {
            rounds.add(round(number), *bytes);
        }
        let taken = rounds.bytes();
        let (told, left_out) = rounds.told();
        (told.iter().map(|round| round.round).collect(), left_out, taken)
    }

    #[test]
    fn the_latest_rounds_are_told_as_far_as_they_fit_and_how_many_are_not() {
        const HALF: usize = MAX_ROUND_BYTES / 2;
        assert_eq!(told(&[]), (vec![], 0, 0));
        assert_eq!(told(&[1, 2, 3]), (vec![1, 2, 3], 0, 6));
        assert_eq!(told(&[1, HALF, HALF]), (vec![2, 3], 1, MAX_ROUND_BYTES));
        assert_eq!(told(&[1, HALF, 1, HALF]), (vec![3, 4], 2, HALF + 1), "none is left out between two that are told");
        assert_eq!(told(&[1, MAX_ROUND_BYTES + 1]), (vec![2], 1, MAX_ROUND_BYTES + 1), "the latest always is");
    }
}
