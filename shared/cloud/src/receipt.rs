//! Stored results of staff requests: the same `Idempotency-Key` gets the same answer, done once.

use jiff::{SignedDuration, Timestamp};
use vestibule_domain::{audit::Digest, slug::OrgSlug};

use crate::{
    keys::{Item, Key, number, text},
    rows::attribute,
};

/// How long a result is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// A request as its idempotency key and content identify it, and its result. The body holds no secret:
/// a link is derived anew for each answer.
#[derive(Debug, Clone)]
pub struct Receipt {
    key: Key,
    /// The member's, when they asked.
    pub org: OrgSlug,
    pub fingerprint: Digest,
    pub status: u16,
    pub body: String,
    pub at: Timestamp,
}

impl Receipt {
    /// `fingerprint` is over method, address and body.
    pub fn new(
        (org, sub, key): (&OrgSlug, &str, &str),
        fingerprint: Digest,
        (status, body): (u16, String),
        at: Timestamp,
    ) -> Self {
        Self { key: Key::result(sub, key), org: org.clone(), fingerprint, status, body, at }
    }

    pub(crate) fn item(&self) -> Item {
        let mut item = self.key.item();
        item.insert("org".into(), text(self.org.to_string()));
        item.insert("fingerprint".into(), text(self.fingerprint.to_string()));
        item.insert("status".into(), number(self.status));
        item.insert("body".into(), text(&self.body));
        item.insert("at".into(), text(self.at.to_string()));
        item.insert("ttl".into(), number((self.at + KEPT).as_second()));
        item
    }

    /// Reads one back, unless it is too old.
    pub(crate) fn read(key: Key, item: &Item, now: Timestamp) -> Option<Self> {
        let receipt = Self {
            org: attribute(item, "org")?.parse().ok()?,
            fingerprint: attribute(item, "fingerprint")?.parse().ok()?,
            status: item.get("status")?.as_n().ok()?.parse().ok()?,
            body: attribute(item, "body")?.to_owned(),
            at: attribute(item, "at")?.parse().ok()?,
            key,
        };
        (now.duration_since(receipt.at) < KEPT).then_some(receipt)
    }
}
