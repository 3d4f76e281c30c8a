//! When something was changed last, and by which way through, so that everybody can be told whether others have changed it since.

use crate::value::Through;

/// The latest change of the answers of a task, or of its files that count, and the latest one that came another way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changed {
    /// By which way, and the version that it made; `None`: nothing was changed.
    pub last: Option<(Through, u64)>,
    /// The version that the latest change by any other way made; 0: there is none.
    pub before: u64,
}

impl Changed {
    /// With one more change.
    pub(crate) fn by(self, way: Through, version: u64) -> Self {
        Self { last: Some((way, version)), before: self.by_others(way) }
    }

    /// The version that the latest change made that came by no such way.
    pub(super) fn by_others(self, way: Through) -> u64 {
        self.last.filter(|(last, _)| *last != way).map_or(self.before, |(_, version)| version)
    }

    /// The version that the latest change made, by whichever way it came.
    pub(super) fn by_anybody(self) -> u64 {
        self.last.map_or(0, |(_, version)| version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::ShareId;

    #[test]
    fn each_way_knows_what_came_last_by_all_the_others() {
        let ways = [1, 2, 3, 4].map(|n| Through::Share(ShareId::new([n; 16])));
        // Every order in which three ways may change something five times.
        for order in 0..3_usize.pow(5) {
            let acts: Vec<_> = (0..5).map(|n| ways[order / 3_usize.pow(n) % 3]).collect();
            let mut changed = Changed::default();
            for (n, act) in acts.iter().enumerate() {
                changed = changed.by(*act, n as u64 + 1);
            }
            for reader in ways {
                let by_others = acts.iter().rposition(|act| *act != reader).map_or(0, |n| n as u64 + 1);
                assert_eq!(changed.by_others(reader), by_others, "{acts:?}");
            }
        }
    }
}
