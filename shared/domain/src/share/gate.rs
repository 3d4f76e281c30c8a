//! All that moves of a share, in one small row. Every act of everybody writes it, so that two acts never pass each
//! other unseen.

use jiff::{SignedDuration, Timestamp};

use super::{
    allowance::Spent,
    assurance::{
        code::CodeAsked,
        lane::DeviceAttempts,
        password::{Attempts, PasswordHash},
    },
    fact::Delivery,
    link::Salt,
};
use crate::{
    audit::Head,
    run::Bits,
    staff::Member,
    task::StepDecision,
    value::{PersonName, ProjectId, RecipientId, SessionId, ShareId, VisitId, Zone},
};

/// For how long pressing again is the same opening: a lost answer is asked for again within it. A landing that
/// is passed on to others later counts as what it is.
const REPEATING_PERIOD: SignedDuration = SignedDuration::from_mins(10);

/// Most tasks of a share by which its guest decides: its gate has a bit for each.
pub const MAX_DECIDED_TASKS: usize = 64;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    pub share: ShareId,
    /// The project whose lists it stands in.
    pub list: ProjectId,
    /// Where the share's trail ends.
    pub head: Head,
    /// Raised by everything that must end the sessions at once.
    pub epoch: u32,
    /// Which link of the share stands, counted from 1: mails of earlier ones are told by it.
    pub link: u32,
    pub salt: Salt,
    /// Who among the staff was given the link, to carry it to the guest; `None`: it leaves by mail.
    pub carrier: Option<RecipientId>,
    pub expires_at: Timestamp,
    /// In which the expiry was meant.
    pub zone: Zone,
    pub accesses: Accesses,
    pub password: Option<PasswordHash>,
    /// Whether a code is mailed, to be given in each browser that comes for the first time.
    pub code: bool,
    /// Whether who opens says who they are.
    pub who_opens: bool,
    /// The codes that are good for now, the latest last.
    pub codes: Vec<CodeAsked>,
    /// Of everybody who comes with the link.
    pub attempts: Attempts,
    /// Of browsers from which the password or the code was given before, the latest last.
    pub devices: Vec<DeviceAttempts>,
    /// The latest landings that were counted, newest last: repeats of them count once.
    pub visits: Vec<Visit>,
    /// Of the tasks of its scope, by their place there: those in which its guest has decided.
    pub decided: Bits,
    /// What its guest decided on the document of its scope.
    pub decision: Option<StepDecision>,
    /// What came through the share of late.
    pub spent: Spent,
    /// Comments that came through the share.
    pub comments: u32,
    /// Copies of files, and zips of them, that were handed out through it.
    pub downloads: u32,
    /// When its guest opened it or did something by it last.
    pub last_access_at: Option<Timestamp>,
    /// When the mail service took the mail with the current link.
    pub invited_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    /// Until when a completed task is in the receipt that waits, or left last.
    pub receipt_until: Option<Timestamp>,
    /// Until when what the guest writes and sends is in the mail to the creator that waits, or left last.
    pub news_until: Option<Timestamp>,
    /// Comments of staff about the share.
    pub staff_comments: u32,
    /// Until when what staff write for the guest is in the mail that waits, or left last.
    pub staff_comments_until: Option<Timestamp>,
    pub revoked: Option<Revocation>,
    /// When the sweep recorded the expiry, which had been in force before.
    pub expiry_recorded_at: Option<Timestamp>,
    pub link_requested_at: Option<Timestamp>,
    pub version: u64,
}

impl Gate {
    /// When the share ended, as lists know it; `None`: staff still see it among the active shares.
    pub fn ended_at(&self) -> Option<Timestamp> {
        self.revoked.as_ref().map(|revocation| revocation.at).or(self.completed_at).or(self.expiry_recorded_at)
    }
}

/// Openings so far, and how many there may be; 0: any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accesses {
    pub used: u32,
    pub max: u32,
}

/// A landing that was counted, and the session it started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    pub id: VisitId,
    pub at: Timestamp,
    pub session: SessionId,
}

impl Gate {
    /// How the link that stands reaches the guest.
    pub fn delivery(&self) -> Delivery {
        if self.carrier.is_some() { Delivery::Link } else { Delivery::Email }
    }
}

impl Delivery {
    /// Who carries a link that was asked for so, as they are known by whichever way they come.
    pub(super) fn carrier(self, by: &Member) -> Option<RecipientId> {
        (self == Self::Link).then(|| RecipientId::of(&by.org, &by.email))
    }
}

impl Visit {
    /// Whether pressing again on its landing is the same opening.
    pub(super) fn is_repeatable(&self, now: Timestamp) -> bool {
        now < self.at + REPEATING_PERIOD
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    pub at: Timestamp,
    pub by: PersonName,
}
