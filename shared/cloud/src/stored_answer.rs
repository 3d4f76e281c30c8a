//! Stored answers to staff's requests: the same `Idempotency-Key` gets the same answer, done once.

use jiff::{SignedDuration, Timestamp};
use vestibule_domain::value::{Digest, OrgSlug};

use crate::{
    error::RowError,
    keys::{Item, Key, number, text},
    rows::{attribute, corrupt},
};

/// How long an answer is kept.
pub const ANSWER_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// A request as its idempotency key and content identify it, and its answer. The body holds no secret:
/// a link is derived anew for each answer.
#[derive(Debug, Clone)]
pub struct StoredAnswer {
    key: Key,
    /// The member's, when they asked.
    pub org: OrgSlug,
    pub fingerprint: Digest,
    pub status: u16,
    pub body: String,
    pub at: Timestamp,
}

impl StoredAnswer {
    /// `fingerprint` is over method, address and body.
    pub fn new(
        (org, sub, key): (&OrgSlug, &str, &str),
        fingerprint: Digest,
        (status, body): (u16, String),
        at: Timestamp,
    ) -> Self {
        Self { key: Key::stored_answer(sub, key), org: org.clone(), fingerprint, status, body, at }
    }

    pub(crate) fn item(&self) -> Item {
        let mut item = self.key.item();
        item.insert("org".into(), text(self.org.to_string()));
        item.insert("fingerprint".into(), text(self.fingerprint.to_string()));
        item.insert("status".into(), number(self.status));
        item.insert("body".into(), text(&self.body));
        item.insert("at".into(), number(self.at.as_millisecond()));
        item.insert("ttl".into(), number((self.at + ANSWER_LIFETIME).as_second()));
        item
    }

    /// Reads one back. `None`: it is too old to count.
    pub(crate) fn read(key: Key, item: &Item, now: Timestamp) -> Result<Option<Self>, RowError> {
        let part = |name: &str| attribute(item, name).ok_or_else(|| corrupt(&key, name, &"is missing"));
        let millis = item.get("at").and_then(|value| value.as_n().ok()?.parse().ok());
        let at = millis.and_then(|millis| Timestamp::from_millisecond(millis).ok());
        let status = item.get("status").and_then(|value| value.as_n().ok()?.parse().ok());
        let answer = Self {
            org: part("org")?.parse().map_err(|e| corrupt(&key, "org", &e))?,
            fingerprint: part("fingerprint")?.parse().map_err(|e| corrupt(&key, "fingerprint", &e))?,
            status: status.ok_or_else(|| corrupt(&key, "status", &"is not a status"))?,
            body: part("body")?.to_owned(),
            at: at.ok_or_else(|| corrupt(&key, "at", &"is not an instant"))?,
            key,
        };
        Ok((now.duration_since(answer.at) < ANSWER_LIFETIME).then_some(answer))
    }
}
