//! What a cookie proves of a browser that came with a share's link and has not opened it yet: which link, which visit.

use jiff::{SignedDuration, Timestamp};

use super::{
    seal::{seal, unseal},
    session::NoSession,
};
use crate::{
    share::{LinkToken, Salt},
    value::{KeyRing, ShareId, VisitId},
};

/// So long a page before the opening can be loaded again, and Continue pressed on it, without the link. A tab may stay
/// open over night.
pub const LANDING_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// The form of the payload.
const VERSION: u8 = 1;
const PAYLOAD: usize = 1 + 16 + 16 + 16 + 8;

/// A browser that came with a link. It holds no usable secret: nobody makes a link of it without the key. What it leads
/// to ends with the link: a rotation leaves it a link that is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Landing {
    pub link: LinkToken,
    /// Pressing Continue twice, on whichever page of this landing, counts once.
    pub visit: VisitId,
    ends_at: Timestamp,
}

impl Landing {
    pub fn new(link: LinkToken, visit: VisitId, now: Timestamp) -> Self {
        Self { link, visit, ends_at: now + LANDING_LIFETIME }
    }

    pub fn ends_at(&self) -> Timestamp {
        self.ends_at
    }

    /// The cookie's value: payload and MAC, base64url.
    pub fn seal(&self, keys: &KeyRing) -> String {
        let mut payload = Vec::with_capacity(PAYLOAD);
        payload.push(VERSION);
        payload.extend_from_slice(self.link.share.bits());
        payload.extend_from_slice(self.link.salt.bits());
        payload.extend_from_slice(self.visit.bits());
        payload.extend_from_slice(&self.ends_at.as_second().to_be_bytes());
        seal(&payload, "landing", keys)
    }

    /// Reads a cookie's value for a share, refusing everything that we did not seal.
    pub fn unseal(value: &str, share: ShareId, keys: &KeyRing, now: Timestamp) -> Result<Self, NoSession> {
        let landing =
            unseal::<PAYLOAD>(value, "landing", keys).and_then(|payload| Self::parse(&payload)).ok_or(NoSession)?;
        if landing.link.share == share && now < landing.ends_at { Ok(landing) } else { Err(NoSession) }
    }

    fn parse(payload: &[u8]) -> Option<Self> {
        let (version, rest) = payload.split_first()?;
        let (share, rest) = rest.split_first_chunk()?;
        let (salt, rest) = rest.split_first_chunk()?;
        let (visit, rest) = rest.split_first_chunk()?;
        (*version == VERSION).then_some(())?;
        Some(Self {
            link: LinkToken { share: ShareId::new(*share), salt: Salt::new(*salt) },
            visit: VisitId::new(*visit),
            ends_at: Timestamp::from_second(i64::from_be_bytes(rest.try_into().ok()?)).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Key, KeyId};

    fn keys(session: u8) -> KeyRing {
        KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([session; 32]))
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap_or_default()
    }

    fn landing() -> Landing {
        let link = LinkToken { share: ShareId::new([5; 16]), salt: Salt::new([6; 16]) };
        Landing::new(link, VisitId::new([7; 16]), at("2026-11-23T12:00:00Z"))
    }

    #[test]
    fn a_landing_comes_back_as_it_went_for_a_day() {
        let sealed = landing().seal(&keys(2));
        let read = |now| Landing::unseal(&sealed, ShareId::new([5; 16]), &keys(2), at(now));
        assert_eq!(read("2026-11-24T11:59:59Z"), Ok(landing()));
        assert_eq!(read("2026-11-24T12:00:00Z"), Err(NoSession));
    }

    #[test]
    fn a_landing_is_no_session_and_of_one_share_and_one_key() {
        let (sealed, now) = (landing().seal(&keys(2)), at("2026-11-23T12:00:00Z"));
        assert_eq!(Landing::unseal(&sealed, ShareId::new([9; 16]), &keys(2), now), Err(NoSession));
        assert_eq!(Landing::unseal(&sealed, ShareId::new([5; 16]), &keys(3), now), Err(NoSession));
        assert_eq!(super::super::Session::unseal(&sealed, ShareId::new([5; 16]), &keys(2), now), Err(NoSession));
    }

    #[test]
    fn every_single_character_change_is_refused() {
        let (sealed, now) = (landing().seal(&keys(2)), at("2026-11-23T12:00:00Z"));
        for (at, character) in sealed.char_indices() {
            let with = if character == 'A' { 'B' } else { 'A' };
            let changed = format!("{}{with}{}", &sealed[..at], &sealed[at + 1..]);
            assert_eq!(Landing::unseal(&changed, ShareId::new([5; 16]), &keys(2), now), Err(NoSession), "{at}");
        }
    }
}
