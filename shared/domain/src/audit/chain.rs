//! The hash chain of one aggregate: `hash = SHA-256(prev ‖ canonical record)`, canonical by RFC 8785.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Actor, Event, Origin, Stamp};
use crate::{
    session::{hex, unhex},
    text::{Email, PersonName},
};

/// A SHA-256, printed as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}
impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a SHA-256 in lower-case hexadecimal digits")]
pub struct NotADigest;

impl TryFrom<String> for Digest {
    type Error = NotADigest;
    fn try_from(text: String) -> Result<Self, NotADigest> {
        text.parse()
    }
}
impl std::str::FromStr for Digest {
    type Err = NotADigest;
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        unhex(text).and_then(|b| b.try_into().ok()).map(Self).ok_or(NotADigest)
    }
}

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
    pub seq: u64,
    pub hash: Digest,
}

/// One chained record, without its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub trail: TrailId,
    pub seq: u64,
    pub at: Timestamp,
    pub actor: Actor,
    #[serde(flatten)]
    pub event: Event,
    /// SHA-256 over salt and personal details; still there when these have been erased.
    pub personal: Digest,
}

/// What a record tells about people. Erasing it leaves the chain whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    #[serde(flatten)]
    pub origin: Origin,
    /// Hexadecimal, 128 bits.
    pub salt: String,
}

impl Personal {
    fn of(stamp: &Stamp, seq: u64) -> Self {
        let salt = hex(&stamp.derived(&format!("personal {seq}")));
        let (name, email) = stamp.person.clone().unzip();
        Self { name, email, origin: stamp.origin.clone(), salt }
    }

    pub fn commitment(&self) -> Digest {
        Digest::of(canonical(self))
    }
}

impl Record {
    pub fn hash(&self, prev: Digest) -> Digest {
        Digest::of([&prev.bytes()[..], &canonical(self)].concat())
    }
}

/// RFC 8785: sorted keys, no spaces, one way to write each number and string.
fn canonical(value: &impl Serialize) -> Vec<u8> {
    #[expect(clippy::unwrap_used, reason = "records are maps with text keys, which always serialise")]
    serde_json_canonicalizer::to_vec(value).unwrap()
}

/// The records that one commit appends to one trail. Only [`Entry::append`] makes one, so a head
/// cannot move without its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    records: Vec<(Record, Digest, Personal)>,
}

impl Entry {
    /// Appends events after `head` and moves it.
    pub(crate) fn append(trail: TrailId, head: &mut Head, stamp: &Stamp, events: Vec<Event>) -> Self {
        let records = events
            .into_iter()
            .map(|event| {
                let seq = head.seq + 1;
                let personal = Personal::of(stamp, seq);
                let record = Record {
                    trail: trail.clone(),
                    seq,
                    at: stamp.now,
                    actor: stamp.actor.clone(),
                    event,
                    personal: personal.commitment(),
                };
                let hash = record.hash(head.hash);
                *head = Head { seq, hash };
                (record, hash, personal)
            })
            .collect();
        Self { records }
    }

    /// Each record with its hash and what it tells about people, in order.
    pub fn records(&self) -> &[(Record, Digest, Personal)] {
        &self.records
    }
}

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
    #[error("the trail ends at record {found} instead of {expected}")]
    Head { found: u64, expected: u64 },
}

/// Checks a whole trail against its head. Personal details may be absent (erased), not changed.
pub fn verify(trail: &TrailId, head: Head, records: &[(Record, Digest, Option<Personal>)]) -> Result<(), Broken> {
    let mut end = Head::default();
    for (record, hash, personal) in records {
        let seq = end.seq + 1;
        if record.seq != seq {
            return Err(Broken::Sequence { seq });
        }
        if record.trail != *trail {
            return Err(Broken::Trail { seq });
        }
        if record.hash(end.hash) != *hash {
            return Err(Broken::Hash { seq });
        }
        if personal.as_ref().is_some_and(|p| p.commitment() != record.personal) {
            return Err(Broken::Personal { seq });
        }
        end = Head { seq, hash: *hash };
    }
    if end == head { Ok(()) } else { Err(Broken::Head { found: end.seq, expected: head.seq }) }
}

#[cfg(test)]
mod tests;
