//! The keys of a deployment: what makes links, sessions and fingerprints ours.

use std::{collections::BTreeMap, fmt};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::{digest::Digest, secret::Secret};

/// A 256-bit secret. Never printed, never stored.
#[derive(Debug, Clone)]
pub struct Key(Secret<[u8; 32]>);

impl Key {
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// HMAC-SHA256 (RFC 2104) over a label and parts, each with its length before it.
    pub(crate) fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        #[expect(clippy::unwrap_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.expose()).unwrap();
        for part in std::iter::once(label.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The first half of [`Key::mac`]: 128 bits suffice for a tag (NIST SP 800-107 §5.1).
    pub(crate) fn tag(&self, label: &str, parts: &[&[u8]]) -> [u8; 16] {
        let mut tag = [0; 16];
        tag.copy_from_slice(&self.mac(label, parts)[..16]);
        tag
    }
}

/// Which generation of the link key made a token: one base62 digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyId(char);

impl KeyId {
    pub const FIRST: Self = Self('1');

    pub fn new(digit: char) -> Option<Self> {
        digit.is_ascii_alphanumeric().then_some(Self(digit))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Every key of a deployment, derived at start.
#[derive(Debug, Clone)]
pub struct KeyRing {
    links: BTreeMap<KeyId, Key>,
    current: KeyId,
    session: Key,
}

impl KeyRing {
    pub fn new(current: KeyId, link: Key, session: Key) -> Self {
        Self { links: BTreeMap::from([(current, link)]), current, session }
    }

    /// A request as stored answers know it. With a key, because a request may hold a password.
    pub fn fingerprint(&self, parts: &[&[u8]]) -> Digest {
        Digest::from_bytes(self.session.mac("request", parts))
    }

    /// Also accepts links that an earlier key made.
    #[must_use]
    pub fn accepting(mut self, id: KeyId, link: Key) -> Self {
        self.links.entry(id).or_insert(link);
        self
    }

    /// The key that new links are made with.
    pub(crate) fn for_links(&self) -> (KeyId, &Key) {
        (self.current, &self.links[&self.current])
    }

    /// The key that made the links of an id.
    pub(crate) fn of_links(&self, id: KeyId) -> Option<&Key> {
        self.links.get(&id)
    }

    /// The key of sessions and their anti-CSRF tokens.
    pub(crate) fn for_sessions(&self) -> &Key {
        &self.session
    }
}
