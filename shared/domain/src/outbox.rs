//! Mails that leave the house after a commit, one row of the outbox each.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::value::{InvitationId, MailId, OrgSlug, PersonName, RunId, ShareId, TaskSlug, VisitId};

/// The members who have a step to do no more, by its task.
pub type Taken = BTreeMap<TaskSlug, Vec<String>>;

/// How long a bundle gathers what one mail is to tell; also the least time between two bundles of a share.
const BUNDLING_PERIOD: SignedDuration = SignedDuration::from_mins(10);
/// What happens this shortly before a bundle leaves comes with the next one, because its commit may take a moment.
const COMMIT_PERIOD: SignedDuration = SignedDuration::from_mins(1);

/// One mail to be sent, at least once. It holds no secret and no address: both are read when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub id: MailId,
    /// When it was asked for.
    pub at: Timestamp,
    pub message: Message,
}

/// What a mail is to say, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Message {
    /// The guest gets their link.
    Invitation { share: ShareId },
    /// The guest gets the code that is good in the browser of this landing, where it still is.
    Code { share: ShareId, visit: VisitId },
    /// The share's creator reads what happened.
    OwnerNotice { share: ShareId, about: Notice },
    /// The guest gets their receipt: of the tasks in the bundle, or of all that they have completed.
    Receipt {
        share: ShareId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bundle: Option<Bundle>,
    },
    /// The share's creator reads what the guest wrote and sent, without having completed.
    GuestNews { share: ShareId, bundle: Bundle },
    /// The guest reads what staff wrote for them.
    StaffComments { share: ShareId, bundle: Bundle },
    /// Somebody gets the code by which they become a member.
    MemberInvitation { org: OrgSlug, invitation: InvitationId },
    /// The guest reads what of a task was handed back when that round ended, and gets their link; or, where nothing is
    /// asked of them, that another guest is asked.
    HandedBack { share: ShareId, task: TaskSlug, round: u16 },
    /// Members and responders read which steps of a run are theirs to do now, and which are no longer: each of these tasks
    /// may have become somebody's to do, and those people had the others. Whether it is so is asked when it leaves.
    StepNews {
        run: RunId,
        opened: Vec<TaskSlug>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        taken: Taken,
        bundle: Bundle,
    },
}

/// What one mail tells at once: all that happened from its cause on, until shortly before it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    pub since: Timestamp,
    pub until: Timestamp,
}

impl Message {
    /// Before that it does not leave; `None`: it leaves at once.
    pub fn not_before(&self) -> Option<Timestamp> {
        match self {
            Self::Invitation { .. }
            | Self::Code { .. }
            | Self::OwnerNotice { .. }
            | Self::MemberInvitation { .. }
            | Self::HandedBack { .. } => None,
            Self::Receipt { bundle, .. } => bundle.as_ref().map(Bundle::leaves_at),
            Self::GuestNews { bundle, .. } | Self::StaffComments { bundle, .. } | Self::StepNews { bundle, .. } => {
                Some(bundle.leaves_at())
            }
        }
    }
}

impl Bundle {
    /// One that follows none before.
    pub fn first(now: Timestamp) -> Self {
        Self { since: now, until: now + BUNDLING_PERIOD - COMMIT_PERIOD }
    }

    /// The bundle that begins now. `None`: what happens now is told by the one before, which ends at `last`.
    pub fn begin(last: Option<Timestamp>, now: Timestamp) -> Option<Self> {
        if last.is_some_and(|until| now < until) {
            return None;
        }
        let earliest = last.map_or(now, |until| now.max(until + COMMIT_PERIOD));
        Some(Self { since: now, until: earliest + BUNDLING_PERIOD - COMMIT_PERIOD })
    }

    /// Whether it tells what happened then.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.since <= at && at < self.until
    }

    pub fn leaves_at(&self) -> Timestamp {
        self.until + COMMIT_PERIOD
    }
}

/// What a share's creator is told by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Notice {
    Completed,
    /// The guest decided in this step, and has not done everything yet.
    Decided {
        task: TaskSlug,
    },
    Locked {
        until: Timestamp,
    },
    NewLinkRequested,
    /// Another member handed a task back to the guest.
    HandedBack {
        by: PersonName,
        /// Who that is: where the creator has left, others are told.
        sub: String,
    },
    /// The invitation did not arrive.
    Bounced {
        kind: BounceKind,
    },
}

/// A mail to the guest that carries no link and tells what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestMail {
    /// What they completed.
    Receipt,
    /// What staff wrote for them.
    StaffComments,
    /// That a task in which they took part was handed back to another guest.
    HandedBack,
}

/// Why a mail did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BounceKind {
    /// To the same address it will not arrive another time either.
    Permanent,
    /// A full mailbox, a server out of order; also how automatic replies come back.
    Transient,
    /// The mail server gave no reason that is understood.
    Undetermined,
    /// The mail service did not send it, because it found the content harmful.
    Rejected,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    const NOON: &str = "2026-11-20T12:00:00Z";

    #[test]
    fn a_bundle_leaves_ten_minutes_after_its_first_cause() {
        let bundle = Bundle::begin(None, at(NOON)).unwrap();
        assert_eq!(bundle.leaves_at(), at("2026-11-20T12:10:00Z"));
        assert!(bundle.holds(at(NOON)) && bundle.holds(at("2026-11-20T12:08:59Z")));
        assert!(!bundle.holds(at("2026-11-20T11:59:59Z")), "what was told before");
    }

    #[test]
    fn what_happens_while_it_waits_joins_it_and_what_comes_too_late_begins_another() {
        let first = Bundle::begin(None, at(NOON)).unwrap();
        assert_eq!(Bundle::begin(Some(first.until), at("2026-11-20T12:08:59Z")), None);
        let late = at("2026-11-20T12:09:00Z");
        assert!(!first.holds(late));
        let second = Bundle::begin(Some(first.until), late).unwrap();
        assert!(second.holds(late), "one of both tells it");
        assert_eq!(second.leaves_at(), at("2026-11-20T12:20:00Z"), "ten minutes after the first");
    }

    #[test]
    fn after_a_silence_a_bundle_begins_anew() {
        let first = Bundle::begin(None, at(NOON)).unwrap();
        let next = Bundle::begin(Some(first.until), at("2026-11-20T15:00:00Z")).unwrap();
        assert_eq!(next.leaves_at(), at("2026-11-20T15:10:00Z"));
    }
}
