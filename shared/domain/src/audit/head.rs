//! Which trail it is, and where it ends.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::value::Digest;

/// The highest number that a record has: rows are sorted by twelve digits.
pub const MAX_SEQ: u64 = 999_999_999_999;

/// Which aggregate's trail: `share/shr_…`, `run/run_…`, `file/fil_…`, `org/acme`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TrailId(pub String);

impl fmt::Display for TrailId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a trail ends: how many records, and the hash of the last. Kept on the aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    pub seq: u64,
    pub hash: Digest,
}

impl Head {
    /// The number of the next record. A head that no trail can have starts over, and so meets a row that is taken.
    pub fn next(self) -> u64 {
        if self.seq < MAX_SEQ { self.seq + 1 } else { 1 }
    }
}
