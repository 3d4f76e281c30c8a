//! What a cookie says of a browser from which a share's password or its mailed code was given: that its attempts are
//! counted apart, and that the code is not asked for again. The password is, as of everybody.

use jiff::{SignedDuration, Timestamp};

use super::{
    seal::{seal, unseal},
    session::NoSession,
};
use crate::{
    policy::MAX_EXPIRY_DAYS,
    share::Device,
    value::{DeviceId, KeyRing, ShareId},
};

/// As long as a share lives by any policy; each opening begins it anew.
pub const DEVICE_LIFETIME: SignedDuration = SignedDuration::from_hours(24 * MAX_EXPIRY_DAYS as i64);

/// The form of the payload.
const VERSION: u8 = 2;
const PAYLOAD: usize = 1 + 16 + 16 + 4 + 8 + 1;

/// A known browser, and until when it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownDevice {
    pub device: Device,
    ends_at: Timestamp,
}

impl KnownDevice {
    pub fn new(device: Device, now: Timestamp) -> Self {
        Self { device, ends_at: now + DEVICE_LIFETIME }
    }

    pub fn ends_at(&self) -> Timestamp {
        self.ends_at
    }

    /// The cookie's value: payload and MAC, base64url.
    pub fn seal(&self, keys: &KeyRing) -> String {
        let Device { id, share, epoch, gave_code } = self.device;
        let mut payload = Vec::with_capacity(PAYLOAD);
        payload.push(VERSION);
        payload.extend_from_slice(share.bits());
        payload.extend_from_slice(id.bits());
        payload.extend_from_slice(&epoch.to_be_bytes());
        payload.extend_from_slice(&self.ends_at.as_second().to_be_bytes());
        payload.push(gave_code.into());
        seal(&payload, "device", keys)
    }

    /// Reads a cookie's value for a share, refusing everything that we did not seal.
    pub fn unseal(value: &str, share: ShareId, keys: &KeyRing, now: Timestamp) -> Result<Self, NoSession> {
        let known =
            unseal::<PAYLOAD>(value, "device", keys).and_then(|payload| Self::parse(&payload)).ok_or(NoSession)?;
        if known.device.share == share && now < known.ends_at { Ok(known) } else { Err(NoSession) }
    }

    fn parse(payload: &[u8]) -> Option<Self> {
        let (version, rest) = payload.split_first()?;
        let (share, rest) = rest.split_first_chunk()?;
        let (id, rest) = rest.split_first_chunk()?;
        let (epoch, rest) = rest.split_first_chunk()?;
        let (ends_at, rest) = rest.split_first_chunk()?;
        let gave_code = match rest {
            [0] => false,
            [1] => true,
            _ => return None,
        };
        (*version == VERSION).then_some(())?;
        let (id, share, epoch) = (DeviceId::new(*id), ShareId::new(*share), u32::from_be_bytes(*epoch));
        Some(Self {
            device: Device { id, share, epoch, gave_code },
            ends_at: Timestamp::from_second(i64::from_be_bytes(*ends_at)).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{CREATED, House, at},
        value::{Assurance, Key, KeyId, Mailbox},
    };

    fn keys(session: u8) -> KeyRing {
        KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([session; 32]))
    }

    fn known() -> KnownDevice {
        let share = House::new().share().password("correct horse").created();
        let code = Assurance { password: true, mailbox: Some(Mailbox::Code) };
        KnownDevice::new(Device::of(&share, DeviceId::new([7; 16]), code), at(CREATED))
    }

    #[test]
    fn a_known_browser_comes_back_as_it_went_for_ninety_days() {
        let (sealed, end) = (known().seal(&keys(2)), known().ends_at());
        let read = |now| KnownDevice::unseal(&sealed, known().device.share, &keys(2), now);
        assert_eq!(read(end - SignedDuration::from_secs(1)), Ok(known()));
        assert_eq!(read(end), Err(NoSession));
        assert_eq!(end.duration_since(at(CREATED)), DEVICE_LIFETIME);
    }

    #[test]
    fn it_is_of_one_share_and_one_key_and_no_session_and_no_landing() {
        let (sealed, share, now) = (known().seal(&keys(2)), known().device.share, at(CREATED));
        assert_eq!(KnownDevice::unseal(&sealed, ShareId::new([9; 16]), &keys(2), now), Err(NoSession));
        assert_eq!(KnownDevice::unseal(&sealed, share, &keys(3), now), Err(NoSession));
        assert_eq!(super::super::Session::unseal(&sealed, share, &keys(2), now), Err(NoSession));
        assert_eq!(super::super::Landing::unseal(&sealed, share, &keys(2), now), Err(NoSession));
    }

    #[test]
    fn every_single_character_change_is_refused() {
        let (sealed, now) = (known().seal(&keys(2)), at(CREATED));
        for (at, character) in sealed.char_indices() {
            let with = if character == 'A' { 'B' } else { 'A' };
            let changed = format!("{}{with}{}", &sealed[..at], &sealed[at + 1..]);
            let read = KnownDevice::unseal(&changed, known().device.share, &keys(2), now);
            // The last character has bits that no byte holds.
            assert!(read.is_err() || at + 1 == sealed.len(), "{at}");
        }
    }
}
