//! What a guest's cookie proves: which share was opened, at which epoch, until when.

use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq as _;

use crate::{
    id::{RunId, SessionId, ShareId},
    token::KeyRing,
};

/// A session ends this long after its opening. The share's own end is the gate's to tell.
pub const LIFETIME: SignedDuration = SignedDuration::from_hours(24);

const PAYLOAD: usize = 1 + 16 + 16 + 16 + 4 + 8;

/// One guest in one browser in one share. Rotation, revocation and password changes raise the
/// share's epoch and thereby end all its sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub share: ShareId,
    /// Where the shared tasks live, so that share and tasks are read in one round trip.
    pub run: RunId,
    pub(crate) epoch: u32,
    pub(crate) ends_at: Timestamp,
}

/// The cookie is missing, forged, of another share, or past its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no session for this share")]
pub struct NoSession;

impl Session {
    /// The cookie's value: hexadecimal payload and its MAC.
    pub fn seal(&self, keys: &KeyRing) -> String {
        let payload = self.payload();
        hex(&payload) + &hex(&keys.session.mac("session", &[&payload]))
    }

    /// Reads a cookie's value for a share, refusing whatever we did not seal.
    pub fn unseal(value: &str, share: ShareId, keys: &KeyRing, now: Timestamp) -> Result<Self, NoSession> {
        let bytes = unhex(value).ok_or(NoSession)?;
        if bytes.len() != PAYLOAD + 32 {
            return Err(NoSession);
        }
        let (payload, tag) = bytes.split_at(PAYLOAD);
        if !bool::from(keys.session.mac("session", &[payload]).ct_eq(tag)) {
            return Err(NoSession);
        }
        let session = Self::parse(payload).ok_or(NoSession)?;
        if session.share == share && now < session.ends_at { Ok(session) } else { Err(NoSession) }
    }

    /// The anti-CSRF token of this session's pages (OWASP: HMAC-based token pattern).
    pub fn csrf(&self, keys: &KeyRing) -> String {
        hex(&keys.session.mac("csrf", &[&self.payload()])[..16])
    }

    pub fn csrf_matches(&self, given: &str, keys: &KeyRing) -> bool {
        self.csrf(keys).as_bytes().ct_eq(given.as_bytes()).into()
    }

    fn payload(&self) -> Vec<u8> {
        let mut payload = Vec::with_capacity(PAYLOAD);
        payload.push(1);
        payload.extend_from_slice(self.id.bits());
        payload.extend_from_slice(self.share.bits());
        payload.extend_from_slice(self.run.bits());
        payload.extend_from_slice(&self.epoch.to_be_bytes());
        payload.extend_from_slice(&self.ends_at.as_second().to_be_bytes());
        payload
    }

    fn parse(payload: &[u8]) -> Option<Self> {
        let (version, rest) = payload.split_first()?;
        let (id, rest) = rest.split_first_chunk()?;
        let (share, rest) = rest.split_first_chunk()?;
        let (run, rest) = rest.split_first_chunk()?;
        let (epoch, rest) = rest.split_first_chunk()?;
        let (ends_at, rest) = rest.split_first_chunk()?;
        (*version == 1 && rest.is_empty()).then_some(())?;
        Some(Self {
            id: SessionId::new(*id),
            share: ShareId::new(*share),
            run: RunId::new(*run),
            epoch: u32::from_be_bytes(*epoch),
            ends_at: Timestamp::from_second(i64::from_be_bytes(*ends_at)).ok()?,
        })
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::{Key, KeyId};

    fn keys(session: u8) -> KeyRing {
        KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([session; 32]))
    }

    fn session() -> Session {
        Session {
            id: SessionId::new([4; 16]),
            share: ShareId::new([5; 16]),
            run: RunId::new([6; 16]),
            epoch: 3,
            ends_at: "2026-11-23T12:00:00Z".parse().unwrap_or_default(),
        }
    }

    const BEFORE: &str = "2026-11-23T11:59:59Z";

    #[test]
    fn a_sealed_session_comes_back() {
        let now = BEFORE.parse().unwrap_or_default();
        let cookie = session().seal(&keys(2));
        assert_eq!(Session::unseal(&cookie, session().share, &keys(2), now), Ok(session()));
    }

    #[test]
    fn any_change_another_share_another_key_or_the_end_refuses_it() {
        let now = BEFORE.parse().unwrap_or_default();
        let cookie = session().seal(&keys(2));
        for at in 0..cookie.len() {
            let with = if cookie.as_bytes()[at] == b'0' { "1" } else { "0" };
            let changed = format!("{}{with}{}", &cookie[..at], &cookie[at + 1..]);
            assert_eq!(Session::unseal(&changed, session().share, &keys(2), now), Err(NoSession), "{at}");
        }
        assert_eq!(Session::unseal(&cookie, ShareId::new([9; 16]), &keys(2), now), Err(NoSession));
        assert_eq!(Session::unseal(&cookie, session().share, &keys(3), now), Err(NoSession));
        assert_eq!(Session::unseal(&cookie, session().share, &keys(2), session().ends_at), Err(NoSession));
    }

    #[test]
    fn csrf_tokens_belong_to_one_session() {
        let mut other = session();
        other.id = SessionId::new([7; 16]);
        assert!(session().csrf_matches(&session().csrf(&keys(2)), &keys(2)));
        assert!(!session().csrf_matches(&other.csrf(&keys(2)), &keys(2)));
        assert!(!session().csrf_matches("", &keys(2)));
    }
}
