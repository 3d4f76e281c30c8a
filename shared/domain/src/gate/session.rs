//! What a guest's cookie proves: which share was opened, how, at which epoch, until when.

use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq as _;

use super::seal::{seal, unseal};
use crate::{
    share::Opened,
    value::{Assurance, KeyRing, Place, SessionId, ShareId},
};

/// A session ends this long after its opening. The share's own end is the gate's to tell.
pub const SESSION_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// The form of the payload.
const VERSION: u8 = 3;
const PAYLOAD: usize = 1 + 16 + 16 + Place::BYTES + 4 + 8 + 1;

/// One guest in one browser in one share. Rotation, revocation and password changes raise the
/// share's epoch and thereby end all its sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub share: ShareId,
    /// Where the shared thing lives, so that it is read in one round trip with the share.
    pub place: Place,
    /// What the guest proved when they opened it.
    pub assurance: Assurance,
    pub(super) epoch: u32,
    pub(super) ends_at: Timestamp,
}

/// The cookie is missing, forged, of another share, or past its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no session for this share")]
pub struct NoSession;

impl Session {
    /// The session that a counted visit started.
    pub fn of(Opened { share, visit, assurance }: &Opened) -> Self {
        Self {
            id: visit.session,
            share: share.id(),
            place: share.terms.scope.place(),
            assurance: *assurance,
            epoch: share.gate.epoch,
            // It is not cut at the share's expiry, so that a guest who comes later reads why the link is dead.
            ends_at: visit.at + SESSION_LIFETIME,
        }
    }

    pub fn ends_at(&self) -> Timestamp {
        self.ends_at
    }

    /// The cookie's value: payload and MAC, base64url.
    pub fn seal(&self, keys: &KeyRing) -> String {
        seal(&self.payload(), "session", keys)
    }

    /// Reads a cookie's value for a share, refusing everything that we did not seal.
    pub fn unseal(value: &str, share: ShareId, keys: &KeyRing, now: Timestamp) -> Result<Self, NoSession> {
        let session =
            unseal::<PAYLOAD>(value, "session", keys).and_then(|payload| Self::parse(&payload)).ok_or(NoSession)?;
        if session.share == share && now < session.ends_at { Ok(session) } else { Err(NoSession) }
    }

    /// The anti-CSRF token of this session's pages (OWASP: HMAC-based token pattern).
    pub fn csrf(&self, keys: &KeyRing) -> String {
        base16ct::lower::encode_string(&keys.for_sessions().tag("csrf", &[&self.payload()]))
    }

    pub fn csrf_matches(&self, given: &str, keys: &KeyRing) -> bool {
        self.csrf(keys).as_bytes().ct_eq(given.as_bytes()).into()
    }

    fn payload(&self) -> Vec<u8> {
        let mut payload = Vec::with_capacity(PAYLOAD);
        payload.push(VERSION);
        payload.extend_from_slice(self.id.bits());
        payload.extend_from_slice(self.share.bits());
        payload.extend_from_slice(&self.place.to_bytes());
        payload.extend_from_slice(&self.epoch.to_be_bytes());
        payload.extend_from_slice(&self.ends_at.as_second().to_be_bytes());
        payload.push(self.assurance.to_byte());
        payload
    }

    fn parse(payload: &[u8]) -> Option<Self> {
        let (version, rest) = payload.split_first()?;
        let (id, rest) = rest.split_first_chunk()?;
        let (share, rest) = rest.split_first_chunk()?;
        let (place, rest) = rest.split_first_chunk()?;
        let (epoch, rest) = rest.split_first_chunk()?;
        let (ends_at, rest) = rest.split_first_chunk()?;
        let assurance = match rest {
            [byte] => Assurance::from_byte(*byte)?,
            _ => return None,
        };
        (*version == VERSION).then_some(())?;
        Some(Self {
            id: SessionId::new(*id),
            share: ShareId::new(*share),
            place: Place::from_bytes(*place)?,
            assurance,
            epoch: u32::from_be_bytes(*epoch),
            ends_at: Timestamp::from_second(i64::from_be_bytes(*ends_at)).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Key, KeyId, RunId};

    fn keys(session: u8) -> KeyRing {
        KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([session; 32]))
    }

    fn session() -> Session {
        Session {
            id: SessionId::new([4; 16]),
            share: ShareId::new([5; 16]),
            place: Place::Run(RunId::new([6; 16])),
            assurance: Assurance { password: true, mailbox: None },
            epoch: 3,
            ends_at: "2026-11-23T12:00:00Z".parse().unwrap(),
        }
    }

    fn before() -> Timestamp {
        "2026-11-23T11:59:59Z".parse().unwrap()
    }

    #[test]
    fn a_sealed_session_comes_back_and_is_short() {
        let cookie = session().seal(&keys(2));
        assert_eq!(Session::unseal(&cookie, session().share, &keys(2), before()), Ok(session()));
        assert_eq!(cookie.len(), 106);
    }

    #[test]
    fn any_change_another_share_another_key_or_the_end_refuses_it() {
        let cookie = session().seal(&keys(2));
        let unseal = |cookie: &str, keys, now| Session::unseal(cookie, session().share, &keys, now);
        for at in 0..cookie.len() {
            for with in ["A", "B", "Q", "g", "-", "=", "0"] {
                let changed = format!("{}{with}{}", &cookie[..at], &cookie[at + 1..]);
                if changed != cookie {
                    assert_eq!(unseal(&changed, keys(2), before()), Err(NoSession), "{at} {with}");
                }
            }
        }
        assert_eq!(Session::unseal(&cookie, ShareId::new([9; 16]), &keys(2), before()), Err(NoSession));
        assert_eq!(unseal(&cookie, keys(3), before()), Err(NoSession));
        assert_eq!(unseal(&cookie, keys(2), session().ends_at), Err(NoSession));
        for wrong in ["", "A", &cookie[1..], &format!("{cookie}AAAA")] {
            assert_eq!(unseal(wrong, keys(2), before()), Err(NoSession), "{wrong}");
        }
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
