//! What a sender says of a file before a byte of it was sent, and what arrived.

use jiff::SignedDuration;

use super::media_type::MediaType;
use crate::value::{Digest, Line};

/// An announced file that never arrived is forgotten after this long.
pub const ANNOUNCEMENT_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// What the sender says a file is, before a byte of it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// As the sender's computer calls it. Metadata only, never part of a path.
    pub name: Line<200>,
    pub media_type: MediaType,
    /// In bytes.
    pub size: u64,
    pub sha256: Digest,
}

/// What S3 says of the object that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    pub size: u64,
    pub sha256: Option<Digest>,
    pub version: String,
}

impl Manifest {
    /// Whether an arrived object is the announced one.
    pub fn describes(&self, arrival: &Arrival) -> bool {
        self.size == arrival.size && arrival.sha256 == Some(self.sha256)
    }
}
