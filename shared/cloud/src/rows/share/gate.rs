//! `GATE`: all that moves of a share. Every act writes it, so a law keeps it below 1,024 bytes: two write units.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    run::Bits,
    share::{Accesses, Attempts, CodeAsked, DeviceAttempts, Gate, PasswordHash, Revocation, Salt, Spent, Visit},
    value::{DeviceId, Digest, PersonName, ProjectId, RecipientId, SessionId, ShareId, VisitId, Zone},
};

use super::super::{Row, corrupt, form};
use crate::{error::RowError, index::DueKind, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct GateRow {
    #[serde(with = "form::binary")]
    head: [u8; 32],
    seq: u64,
    epoch: u32,
    link: u32,
    #[serde(with = "form::binary")]
    salt: [u8; 16],
    /// Who was given the link; none: it goes by e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "by_hand")]
    carrier: Option<RecipientId>,
    #[serde(with = "form::millis")]
    exp: Timestamp,
    zone: Zone,
    /// 0: any number.
    #[serde(default, skip_serializing_if = "is_zero")]
    max: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    used: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pw: Option<String>,
    /// Whether a code is mailed, and whether who opens says who they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    code: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    who: bool,
    /// 22 bytes each: a landing, and when its code was asked for.
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    codes: Vec<u8>,
    #[serde(default, skip_serializing_if = "is_zero")]
    tries: u32,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    wait: Option<Timestamp>,
    /// 26 bytes each: a known browser, its attempts, until when it waits or 0.
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    lanes: Vec<u8>,
    /// 38 bytes each: visit, instant, session.
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    visits: Vec<u8>,
    /// Six instants, each 0 for none: of uploads, bytes, saves, openings, downloads, codes.
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    spent: Vec<u8>,
    /// A bit for each of its tasks in which its guest has decided.
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    own: Vec<u8>,
    #[serde(default, skip_serializing_if = "is_zero")]
    notes: u32,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    invited: Option<Timestamp>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    done: Option<Timestamp>,
    /// Until when the last bundle of a receipt gathers.
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    rcpt: Option<Timestamp>,
    /// The same of what the guest writes and sends, and of what staff write.
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    news: Option<Timestamp>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    says: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "is_zero")]
    said: u32,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    revoked: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<PersonName>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    noted: Option<Timestamp>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    asked: Option<Timestamp>,
    /// Of the indexes `by-expiry`, `by-accesses` and `by-end`, the last of which has what is over.
    list: ProjectId,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    lx: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    la: Option<u32>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    le: Option<Timestamp>,
    /// Of the index `due`: the sweep's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    due_at: Option<Timestamp>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(in crate::rows) fn is_zero(number: &u32) -> bool {
    *number == 0
}

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

fn packed_lanes(devices: &[DeviceAttempts]) -> Vec<u8> {
    let each = |own: &DeviceAttempts| {
        let until = packed_instant(own.attempts.locked_until());
        [&own.device.bits()[..], &own.attempts.tried().to_be_bytes(), &until].concat()
    };
    devices.iter().flat_map(each).collect()
}

fn unpacked_lanes(bytes: &[u8]) -> Option<Vec<DeviceAttempts>> {
    let lane = |bytes: &[u8]| {
        let (device, rest) = bytes.split_first_chunk()?;
        let (tried, until) = rest.split_first_chunk()?;
        let attempts = Attempts::stored(u32::from_be_bytes(*tried), unpacked_instant(until)?);
        Some(DeviceAttempts { device: DeviceId::new(*device), attempts })
    };
    bytes.len().is_multiple_of(LANE).then(|| bytes.chunks(LANE).map(lane).collect())?
}

const CODE: usize = 22;

fn packed_codes(codes: &[CodeAsked]) -> Vec<u8> {
    codes.iter().flat_map(|asked| [&asked.visit.bits()[..], &packed_instant(Some(asked.at))].concat()).collect()
}

fn unpacked_codes(bytes: &[u8]) -> Option<Vec<CodeAsked>> {
    let asked = |bytes: &[u8]| {
        let (visit, at) = bytes.split_first_chunk()?;
        Some(CodeAsked { visit: VisitId::new(*visit), at: unpacked_instant(at)?? })
    };
    bytes.len().is_multiple_of(CODE).then(|| bytes.chunks(CODE).map(asked).collect())?
}

const VISIT: usize = 38;

fn packed(visits: &[Visit]) -> Vec<u8> {
    let each = |visit: &Visit| [visit.id.bits(), &packed_instant(Some(visit.at))[..], visit.session.bits()].concat();
    visits.iter().flat_map(each).collect()
}

fn unpacked(bytes: &[u8]) -> Option<Vec<Visit>> {
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

impl Row for Gate {
    type Stored = GateRow;

    fn from_row(key: &Key, row: GateRow, version: u64) -> Result<Self, RowError> {
        let share = key.pk.strip_prefix("SHARE#").unwrap_or_default();
        let share: ShareId = share.parse().map_err(|e| corrupt(key, "pk", &e))?;
        let devices = unpacked_lanes(&row.lanes).ok_or_else(|| corrupt(key, "lanes", &"is not a list of lanes"))?;
        let spent = unpacked_spent(&row.spent).ok_or_else(|| corrupt(key, "spent", &"is not a list of instants"))?;
        let codes = unpacked_codes(&row.codes).ok_or_else(|| corrupt(key, "codes", &"is not a list of codes"))?;
        let visits = unpacked(&row.visits).ok_or_else(|| corrupt(key, "visits", &"is not a list of visits"))?;
        let revoked = match (row.revoked, row.by) {
            (Some(at), Some(by)) => Some(Revocation { at, by }),
            (None, None) => None,
            _ => return Err(corrupt(key, "by", &"goes with revoked")),
        };
        Ok(Self {
            share,
            list: row.list,
            head: Head { seq: row.seq, hash: Digest::from_bytes(row.head) },
            epoch: row.epoch,
            link: row.link,
            salt: Salt::new(row.salt),
            carrier: row.carrier,
            expires_at: row.exp,
            zone: row.zone,
            accesses: Accesses { used: row.used, max: row.max },
            password: row.pw.map(PasswordHash::stored),
            code: row.code,
            who_opens: row.who,
            codes,
            attempts: Attempts::stored(row.tries, row.wait),
            devices,
            visits,
            decided: Bits::from_bytes(row.own),
            spent,
            comments: row.notes,
            invited_at: row.invited,
            completed_at: row.done,
            receipt_until: row.rcpt,
            news_until: row.news,
            staff_comments: row.said,
            staff_comments_until: row.says,
            revoked,
            expiry_recorded_at: row.noted,
            link_requested_at: row.asked,
            version,
        })
    }

    fn to_row(&self) -> GateRow {
        let ended = self.ended_at();
        let active = ended.is_none();
        GateRow {
            head: *self.head.hash.bytes(),
            seq: self.head.seq,
            epoch: self.epoch,
            link: self.link,
            salt: *self.salt.bits(),
            carrier: self.carrier,
            exp: self.expires_at,
            zone: self.zone.clone(),
            max: self.accesses.max,
            used: self.accesses.used,
            pw: self.password.as_ref().map(|hash| hash.text().to_owned()),
            code: self.code,
            who: self.who_opens,
            codes: packed_codes(&self.codes),
            tries: self.attempts.tried(),
            wait: self.attempts.locked_until(),
            lanes: packed_lanes(&self.devices),
            visits: packed(&self.visits),
            spent: packed_spent(&self.spent),
            own: self.decided.bytes().to_vec(),
            notes: self.comments,
            invited: self.invited_at,
            done: self.completed_at,
            rcpt: self.receipt_until,
            news: self.news_until,
            says: self.staff_comments_until,
            said: self.staff_comments,
            revoked: self.revoked.as_ref().map(|revocation| revocation.at),
            by: self.revoked.as_ref().map(|revocation| revocation.by.clone()),
            noted: self.expiry_recorded_at,
            asked: self.link_requested_at,
            list: self.list,
            lx: active.then_some(self.expires_at),
            la: active.then_some(self.accesses.used),
            le: ended,
            due: active.then(|| DueKind::Share.partition(&self.share)),
            due_at: active.then_some(self.expires_at),
        }
    }
}
