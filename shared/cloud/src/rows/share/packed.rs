//! The lists of a gate as bytes, without a name for each part.

use jiff::Timestamp;
use vestibule_domain::{
    share::{Attempts, CodeAsked, DeviceAttempts, Spent, Visit},
    value::{DeviceId, SessionId, VisitId},
};

/// Bytes of an instant in milliseconds, which last until the year 6429.
const INSTANT: usize = 6;

fn packed_instant(instant: Option<Timestamp>) -> [u8; INSTANT] {
    let [_, _, millis @ ..] = instant.map_or(0, Timestamp::as_millisecond).to_be_bytes();
    millis
}

/// The inner `None`: there is none.
#[expect(clippy::option_option, reason = "not to be read is another thing than none")]
fn unpacked_instant(bytes: &[u8]) -> Option<Option<Timestamp>> {
    match i64::from_be_bytes([&[0; 2], bytes].concat().try_into().ok()?) {
        0 => Some(None),
        millis => Some(Some(Timestamp::from_millisecond(millis).ok()?)),
    }
}

pub(in crate::rows) fn packed_spent(spent: &Spent) -> Vec<u8> {
    if *spent == Spent::default() {
        return vec![];
    }
    let Spent { uploads, bytes, saves, openings, downloads, codes, decisions } = *spent;
    [uploads, bytes, saves, openings, downloads, codes, decisions].map(packed_instant).concat()
}

pub(in crate::rows) fn unpacked_spent(bytes: &[u8]) -> Option<Spent> {
    if bytes.is_empty() {
        return Some(Spent::default());
    }
    // One that came later than the row is none.
    let until = |at: usize| match bytes.get(at * INSTANT..) {
        None | Some([]) => Some(None),
        Some(rest) => unpacked_instant(rest.get(..INSTANT)?),
    };
    Some(Spent {
        uploads: until(0)?,
        bytes: until(1)?,
        saves: until(2)?,
        openings: until(3)?,
        downloads: until(4)?,
        codes: until(5)?,
        decisions: until(6)?,
    })
}

const LANE: usize = 26;

pub(super) fn packed_lanes(devices: &[DeviceAttempts]) -> Vec<u8> {
    let each = |own: &DeviceAttempts| {
        let until = packed_instant(own.attempts.locked_until());
        [&own.device.bits()[..], &own.attempts.tried().to_be_bytes(), &until].concat()
    };
    devices.iter().flat_map(each).collect()
}

pub(super) fn unpacked_lanes(bytes: &[u8]) -> Option<Vec<DeviceAttempts>> {
    let lane = |bytes: &[u8]| {
        let (device, rest) = bytes.split_first_chunk()?;
        let (tried, until) = rest.split_first_chunk()?;
        let attempts = Attempts::stored(u32::from_be_bytes(*tried), unpacked_instant(until)?);
        Some(DeviceAttempts { device: DeviceId::new(*device), attempts })
    };
    bytes.len().is_multiple_of(LANE).then(|| bytes.chunks(LANE).map(lane).collect())?
}

const CODE: usize = 22;

pub(super) fn packed_codes(codes: &[CodeAsked]) -> Vec<u8> {
    codes.iter().flat_map(|asked| [&asked.visit.bits()[..], &packed_instant(Some(asked.at))].concat()).collect()
}

pub(super) fn unpacked_codes(bytes: &[u8]) -> Option<Vec<CodeAsked>> {
    let asked = |bytes: &[u8]| {
        let (visit, at) = bytes.split_first_chunk()?;
        Some(CodeAsked { visit: VisitId::new(*visit), at: unpacked_instant(at)?? })
    };
    bytes.len().is_multiple_of(CODE).then(|| bytes.chunks(CODE).map(asked).collect())?
}

const VISIT: usize = 38;

pub(super) fn packed_visits(visits: &[Visit]) -> Vec<u8> {
    let each = |visit: &Visit| [visit.id.bits(), &packed_instant(Some(visit.at))[..], visit.session.bits()].concat();
    visits.iter().flat_map(each).collect()
}

pub(super) fn unpacked_visits(bytes: &[u8]) -> Option<Vec<Visit>> {
    let visit = |bytes: &[u8]| {
        let (id, rest) = bytes.split_first_chunk()?;
        let (at, session) = rest.split_at_checked(INSTANT)?;
        Some(Visit {
            id: VisitId::new(*id),
            at: unpacked_instant(at)??,
            session: SessionId::new(session.try_into().ok()?),
        })
    };
    bytes.len().is_multiple_of(VISIT).then(|| bytes.chunks(VISIT).map(visit).collect())?
}
