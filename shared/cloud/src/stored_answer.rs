//! Stored answers to staff's requests: the same `Idempotency-Key` gets the same answer, done once.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use vestibule_domain::{
    staff::Need,
    value::{Digest, OrgSlug},
};

/// How long an answer is kept.
pub const ANSWER_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// The answer to a request that a member may ask again. Its row stands under the member and their idempotency key. The
/// body holds no secret: a link is derived anew for each answer.
#[derive(Debug, Clone)]
pub struct StoredAnswer {
    /// The member's, when they asked.
    pub org: OrgSlug,
    /// What the member had to have, and must have to get it again.
    pub need: Need,
    /// Over method, address and body.
    pub fingerprint: Digest,
    pub status: u16,
    pub body: Value,
    pub at: Timestamp,
}

impl StoredAnswer {
    /// Whether it is young enough to count. DynamoDB removes old ones in its own time.
    pub(crate) fn counts(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) < ANSWER_LIFETIME
    }
}
