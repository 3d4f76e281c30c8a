//! The secret in a guest's link: `vst1_` and 67 base62 characters that only we can have made.
//!
//! A link is `key id ‖ share id ‖ salt ‖ HMAC-SHA256 tag` (tag cut to 128 bits, NIST SP 800-107 §5.1).
//! A forged one dies here, without any I/O. What the database holds, id and salt, makes no link
//! without the key; a new salt kills the old link.

use std::{collections::BTreeMap, fmt};

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    audit::Digest,
    id::{self, DIGITS, ShareId},
};

const PREFIX: &str = "vst1_";

/// Characters of a link token.
pub const LENGTH: usize = PREFIX.len() + 1 + 3 * DIGITS;

/// A 256-bit secret. Never printed, never stored.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA256 (RFC 2104) over a label and parts, each with its length before it.
    pub(crate) fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        #[expect(clippy::unwrap_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).unwrap();
        for part in std::iter::once(label.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
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
    pub(crate) session: Key,
}

impl KeyRing {
    pub fn new(current: KeyId, link: Key, session: Key) -> Self {
        Self { links: BTreeMap::from([(current, link)]), current, session }
    }

    /// A request as stored results know it. Keyed, for a request may hold a password.
    pub fn fingerprint(&self, parts: &[&[u8]]) -> Digest {
        Digest::from_bytes(self.session.mac("request", parts))
    }

    /// Also accepts links that an earlier key made.
    #[must_use]
    pub fn accepting(mut self, id: KeyId, link: Key) -> Self {
        self.links.entry(id).or_insert(link);
        self
    }
}

/// 128 random bits, new at each rotation of a link.
#[derive(Clone, Copy)]
pub struct Salt([u8; 16]);

impl Salt {
    pub const fn new(bits: [u8; 16]) -> Self {
        Self(bits)
    }
}

impl PartialEq for Salt {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}
impl Eq for Salt {}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt")
    }
}
impl Serialize for Salt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&id::digits(self.0))
    }
}
impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        id::undigits(&text).map(Self).ok_or_else(|| D::Error::custom("is not a salt"))
    }
}

/// A token that was proven to be ours. The share may still be gone, or its salt be another by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkToken {
    pub share: ShareId,
    pub(crate) salt: Salt,
}

/// Whatever it was, it is no link of ours. Deliberately says no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this link is not valid")]
pub struct NotALink;

impl LinkToken {
    /// Proves a text to be a link that a key of the ring made, without I/O.
    pub fn verify(text: &str, keys: &KeyRing) -> Result<Self, NotALink> {
        let text = text.trim();
        if text.len() != LENGTH || !text.is_ascii() {
            return Err(NotALink);
        }
        let rest = text.strip_prefix(PREFIX).ok_or(NotALink)?;
        let (key_id, rest) = rest.split_at(1);
        let (share, rest) = rest.split_at(DIGITS);
        let (salt, tag) = rest.split_at(DIGITS);
        let key_id = key_id.chars().next().and_then(KeyId::new).ok_or(NotALink)?;
        let key = keys.links.get(&key_id).ok_or(NotALink)?;
        let share = id::undigits(share).ok_or(NotALink)?;
        let salt = id::undigits(salt).ok_or(NotALink)?;
        let tag = id::undigits(tag).ok_or(NotALink)?;
        if bool::from(tag_of(key, key_id, share, salt).ct_eq(&tag)) {
            Ok(Self { share: ShareId::new(share), salt: Salt(salt) })
        } else {
            Err(NotALink)
        }
    }

    /// The text of the link's secret, made with the current key.
    pub fn reveal(share: ShareId, salt: Salt, keys: &KeyRing) -> LinkText {
        let key = &keys.links[&keys.current];
        let tag = tag_of(key, keys.current, *share.bits(), salt.0);
        LinkText(format!(
            "{PREFIX}{}{}{}{}",
            keys.current,
            id::digits(*share.bits()),
            id::digits(salt.0),
            id::digits(tag)
        ))
    }
}

fn tag_of(key: &Key, id: KeyId, share: [u8; 16], salt: [u8; 16]) -> [u8; 16] {
    let full = key.mac("vst1", &[id.to_string().as_bytes(), &share, &salt]);
    let mut tag = [0; 16];
    tag.copy_from_slice(&full[..16]);
    tag
}

/// A usable secret, on its way to the one who may have it. Does not print or serialise.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct LinkText(String);

impl LinkText {
    /// For the body of the invitation, or the answer to the creator who asked for the link.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LinkText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkText")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys() -> KeyRing {
        KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]))
    }

    proptest! {
        #[test]
        fn a_token_comes_back_as_it_went(share: [u8; 16], salt: [u8; 16]) {
            let text = LinkToken::reveal(ShareId::new(share), Salt(salt), &keys());
            prop_assert_eq!(text.expose().len(), LENGTH);
            let token = LinkToken::verify(text.expose(), &keys());
            prop_assert_eq!(token, Ok(LinkToken { share: ShareId::new(share), salt: Salt(salt) }));
        }

        #[test]
        fn every_single_character_change_is_refused(
            share: [u8; 16], salt: [u8; 16], at in 0..LENGTH, with in "[ -~]",
        ) {
            let text = LinkToken::reveal(ShareId::new(share), Salt(salt), &keys()).expose().to_owned();
            let changed = format!("{}{with}{}", &text[..at], &text[at + 1..]);
            prop_assume!(changed != text);
            prop_assert_eq!(LinkToken::verify(&changed, &keys()), Err(NotALink));
        }

        #[test]
        fn arbitrary_text_is_refused(text in ".{0,200}") {
            prop_assert_eq!(LinkToken::verify(&text, &keys()), Err(NotALink));
        }
    }

    #[test]
    fn cut_extended_and_recased_tokens_are_refused() {
        let text = LinkToken::reveal(ShareId::new([9; 16]), Salt([8; 16]), &keys()).expose().to_owned();
        for bad in [&text[..LENGTH - 1], &format!("{text}0"), &text.to_uppercase(), &text.to_lowercase()] {
            assert_eq!(LinkToken::verify(bad, &keys()), Err(NotALink), "{bad}");
        }
    }

    #[test]
    fn an_earlier_key_is_accepted_but_makes_no_new_links() {
        let old = LinkToken::reveal(ShareId::new([9; 16]), Salt([8; 16]), &keys());
        let second = KeyId::new('2').unwrap_or(KeyId::FIRST);
        let ring = KeyRing::new(second, Key::new([3; 32]), Key::new([2; 32]));
        assert_eq!(LinkToken::verify(old.expose(), &ring), Err(NotALink));
        let ring = ring.accepting(KeyId::FIRST, Key::new([1; 32]));
        assert!(LinkToken::verify(old.expose(), &ring).is_ok());
        let new = LinkToken::reveal(ShareId::new([9; 16]), Salt([8; 16]), &ring);
        assert!(new.expose().starts_with("vst1_2"));
    }

    #[test]
    fn secrets_do_not_print() {
        let text = LinkToken::reveal(ShareId::new([9; 16]), Salt([8; 16]), &keys());
        assert_eq!(format!("{text:?} {:?} {:?}", Salt([8; 16]), Key::new([1; 32])), "LinkText Salt Key");
    }
}
