//! The hash chain of one aggregate: `hash = SHA-256(prev ‖ record)`.

use super::{
    head::{Head, TrailId},
    record::{Personal, Record},
};
use crate::value::Digest;

/// A record as it is stored: with its hash, and its personal details unless they were erased.
pub type WholeRecord = (Record, Digest, Option<Personal>);

/// Where a trail stops being what was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    #[error("record {seq} is missing or out of order")]
    Sequence { seq: u64 },
    #[error("record {seq} does not have the hash that its content gives")]
    Hash { seq: u64 },
    #[error("record {seq} belongs to another trail")]
    Trail { seq: u64 },
    #[error("the personal details beside record {seq} are not those it was written with")]
    Personal { seq: u64 },
    #[error("the trail is broken behind record {follows}, and goes on at record {seq}: nothing between belongs to it")]
    Resumed { follows: u64, seq: u64 },
    #[error("record {seq} stands beyond the end of the trail, which is record {end}")]
    Beyond { seq: u64, end: u64 },
    #[error("the row {row:?} of the trail cannot be read: nothing of ours wrote it")]
    Unreadable { row: String },
    #[error("the trail ends at record {found} instead of {expected}")]
    Head { found: u64, expected: u64 },
}

/// A trail as far as it was checked, record by record, page by page.
#[derive(Debug, Clone)]
pub struct Chain<'a> {
    trail: &'a TrailId,
    end: Head,
}

impl<'a> Chain<'a> {
    /// From the first record on.
    pub fn start(trail: &'a TrailId) -> Self {
        Self { trail, end: Head::default() }
    }

    /// From where an earlier check came to.
    pub fn resume(trail: &'a TrailId, end: Head) -> Self {
        Self { trail, end }
    }

    /// How far it was checked.
    pub fn end(&self) -> Head {
        self.end
    }

    /// Checks the records that follow. Personal details may be absent (erased), not changed.
    pub fn extend(&mut self, rows: &[WholeRecord]) -> Result<(), Broken> {
        for (record, hash, personal) in rows {
            let seq = self.end.seq + 1;
            if let Some(follows) = record.follows() {
                return Err(Broken::Resumed { follows, seq: record.seq() });
            }
            if record.seq() != seq {
                return Err(Broken::Sequence { seq });
            }
            if record.trail() != self.trail {
                return Err(Broken::Trail { seq });
            }
            if record.hash(self.end.hash) != *hash {
                return Err(Broken::Hash { seq });
            }
            if personal.as_ref().is_some_and(|p| p.commitment() != record.personal()) {
                return Err(Broken::Personal { seq });
            }
            self.end = Head { seq, hash: *hash };
        }
        Ok(())
    }

    /// Whether the trail ends where its aggregate says.
    pub fn ends_at(&self, head: Head) -> Result<(), Broken> {
        if self.end == head { Ok(()) } else { Err(Broken::Head { found: self.end.seq, expected: head.seq }) }
    }

    /// Checks a whole trail.
    pub fn verify(trail: &'a TrailId, head: Head, rows: &[WholeRecord]) -> Result<(), Broken> {
        let mut chain = Self::start(trail);
        chain.extend(rows)?;
        chain.ends_at(head)
    }
}
