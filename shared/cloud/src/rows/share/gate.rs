//! `GATE`: all that moves of a share. Every act writes it, so a law keeps it below 1,024 bytes: two write units.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    run::Bits,
    share::{Accesses, Attempts, Gate, PasswordHash, Revocation, Salt},
    task::StepDecision,
    value::{Digest, PersonName, ProjectId, RecipientId, ShareId, Zone},
};

use super::{
    super::{Row, corrupt, form},
    packed::{
        packed_codes, packed_lanes, packed_spent, packed_visits, unpacked_codes, unpacked_lanes, unpacked_spent,
        unpacked_visits,
    },
};
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
    /// What its guest decided on its document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dec: Option<StepDecision>,
    #[serde(default, skip_serializing_if = "is_zero")]
    notes: u32,
    /// Copies that were handed out, and when its guest was there last.
    #[serde(default, skip_serializing_if = "is_zero")]
    got: u32,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    seen: Option<Timestamp>,
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

impl Row for Gate {
    type Stored = GateRow;

    fn from_row(key: &Key, row: GateRow, version: u64) -> Result<Self, RowError> {
        let share = key.pk.strip_prefix("SHARE#").unwrap_or_default();
        let share: ShareId = share.parse().map_err(|e| corrupt(key, "pk", &e))?;
        let devices = unpacked_lanes(&row.lanes).ok_or_else(|| corrupt(key, "lanes", &"is not a list of lanes"))?;
        let spent = unpacked_spent(&row.spent).ok_or_else(|| corrupt(key, "spent", &"is not a list of instants"))?;
        let codes = unpacked_codes(&row.codes).ok_or_else(|| corrupt(key, "codes", &"is not a list of codes"))?;
        let visits = unpacked_visits(&row.visits).ok_or_else(|| corrupt(key, "visits", &"is not a list of visits"))?;
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
            decision: row.dec,
            spent,
            comments: row.notes,
            downloads: row.got,
            last_access_at: row.seen,
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
            visits: packed_visits(&self.visits),
            spent: packed_spent(&self.spent),
            own: self.decided.bytes().to_vec(),
            dec: self.decision,
            notes: self.comments,
            got: self.downloads,
            seen: self.last_access_at,
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
