//! What became of the mails that carried the link: each event of the mail service is recorded once.

use jiff::Timestamp;

use super::{
    fact::{Delivery, ShareFact},
    standing::Standing,
    state::Share,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    outbox::{BounceKind, Message, Notice},
    value::{Line, ShareId},
};

/// How many mails a share keeps track of. Events of older ones are no longer told from repeats.
const MAX_MAILINGS: usize = 5;

/// The mails that carried a link of the share, oldest first. A row of its own: nothing waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailings {
    pub share: ShareId,
    pub mails: Vec<Mailing>,
    pub version: u64,
}

/// One mail that carried a link of the share, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailing {
    /// The mail service's name for it.
    pub message_id: String,
    /// Which link it carried, by [`super::Gate::link`].
    pub link: u32,
    pub sent_at: Timestamp,
    pub delivered_at: Option<Timestamp>,
    pub bounced_at: Option<Timestamp>,
    pub complained_at: Option<Timestamp>,
    /// When an automatic answer came, such as that somebody is away.
    pub replied_at: Option<Timestamp>,
}

/// What the mail service says of one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailEvent {
    pub message_id: String,
    pub link: u32,
    /// When the mail service took the mail.
    pub sent_at: Timestamp,
    /// When it happened.
    pub at: Timestamp,
    pub outcome: MailOutcome,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailOutcome {
    /// The recipient's mail server took it.
    Delivered,
    /// It did not arrive, or came back later.
    Bounced { kind: BounceKind, subtype: Line<64> },
    /// The recipient called it spam.
    Complained,
}

/// What is known of the mail with the current link. The worst that was heard of it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailStatus {
    /// None was sent yet, or the creator carries the link.
    NotSent,
    Sent {
        at: Timestamp,
    },
    Delivered {
        at: Timestamp,
    },
    Bounced {
        at: Timestamp,
    },
    Complained {
        at: Timestamp,
    },
}

/// A share with its mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareMailed {
    pub share: Share,
    pub mailings: Mailings,
}

impl Mailings {
    /// Of a share whose link was never mailed.
    pub fn none(share: ShareId) -> Self {
        Self { share, mails: Vec::new(), version: 0 }
    }

    /// The mail of that id, from now on if need be. `None`: it is older than all that are remembered.
    fn mail(&mut self, message_id: &str, link: u32, sent_at: Timestamp) -> Option<&mut Mailing> {
        if let Some(known) = self.mails.iter().position(|m| m.message_id == message_id) {
            return self.mails.get_mut(known);
        }
        let mut place = self.mails.partition_point(|m| m.sent_at <= sent_at);
        if self.mails.len() == MAX_MAILINGS {
            place = place.checked_sub(1)?;
            self.mails.remove(0);
        }
        let message_id = message_id.to_owned();
        let (delivered_at, bounced_at, complained_at, replied_at) = (None, None, None, None);
        let mail = Mailing { message_id, link, sent_at, delivered_at, bounced_at, complained_at, replied_at };
        self.mails.insert(place, mail);
        self.mails.get_mut(place)
    }
}

impl ShareMailed {
    /// Notes that the mail service took a mail with the link of that number. Events of it may have come before. A mail
    /// whose link was replaced while it was sent invites nobody, and is on record as that.
    pub fn invited(&self, message_id: String, link: u32, stamp: &Stamp) -> Change<Self> {
        let mut mailings = self.mailings.clone();
        mailings.mail(&message_id, link, stamp.now);
        let (share, fact) = if link == self.share.gate.link {
            (self.share.with(|gate| gate.invited_at = Some(stamp.now)), ShareFact::Invited { message_id })
        } else {
            (self.share.clone(), ShareFact::InvitationOutdated { message_id })
        };
        Change::new(share, stamp, fact, []).map(|share| Self { share, mailings })
    }

    /// Records what became of an invitation, also of a share that is over meanwhile: it is evidence. It stands already
    /// if it is on record, or if the mail is older than those that the share keeps track of.
    pub fn report(&self, event: &MailEvent, stamp: &Stamp) -> Decision<Self> {
        let MailEvent { message_id, link, sent_at, at, outcome } = event.clone();
        let mut mailings = self.mailings.clone();
        let Some(mail) = mailings.mail(&message_id, link, sent_at) else { return Decision::Already(self.clone()) };
        // Automatic answers come back as bounces do. What has arrived does not come back because a mailbox is full.
        let has_arrived = mail.delivered_at.is_some();
        let noted = match &outcome {
            MailOutcome::Delivered => &mut mail.delivered_at,
            MailOutcome::Bounced { kind: BounceKind::Transient, .. } if has_arrived => &mut mail.replied_at,
            MailOutcome::Bounced { .. } => &mut mail.bounced_at,
            MailOutcome::Complained => &mut mail.complained_at,
        };
        if noted.is_some() {
            return Decision::Already(self.clone());
        }
        *noted = Some(at);
        let share = &self.share;
        let (fact, notice) = match outcome {
            MailOutcome::Delivered => (ShareFact::Delivered { message_id, delivered_at: at }, None),
            MailOutcome::Complained => (ShareFact::Complained { message_id, complained_at: at }, None),
            MailOutcome::Bounced { kind: BounceKind::Transient, subtype } if has_arrived => {
                (ShareFact::AutoReplied { message_id, replied_at: at, subtype }, None)
            }
            MailOutcome::Bounced { kind, subtype } => {
                let tell = link == share.gate.link && share.awaits_its_guest(stamp.now);
                let notice = tell.then_some(Notice::Bounced { kind });
                (ShareFact::Bounced { message_id, bounced_at: at, kind, subtype }, notice)
            }
        };
        let mail = notice.map(|about| Message::OwnerNotice { share: share.id(), about });
        let change = Change::new(share.clone(), stamp, fact, []).mail(stamp, mail);
        change.map(|share| Self { share, mailings }).into()
    }

    /// What is known of the mail with the current link.
    pub fn status(&self) -> MailStatus {
        let gate = &self.share.gate;
        if gate.delivery() == Delivery::Link {
            return MailStatus::NotSent;
        }
        let mail = self.mailings.mails.iter().rfind(|mail| mail.link == gate.link);
        let (delivered, bounced, complained) =
            mail.map_or((None, None, None), |m| (m.delivered_at, m.bounced_at, m.complained_at));
        match (complained, bounced, delivered, gate.invited_at) {
            (Some(at), ..) => MailStatus::Complained { at },
            (None, Some(at), ..) => MailStatus::Bounced { at },
            (None, None, Some(at), _) => MailStatus::Delivered { at },
            (None, None, None, Some(at)) => MailStatus::Sent { at },
            (None, None, None, None) => MailStatus::NotSent,
        }
    }
}

impl Share {
    /// Whether its creator still wants the guest to get the mail.
    fn awaits_its_guest(&self, now: Timestamp) -> bool {
        match self.standing(now) {
            Standing::Revoked { .. } | Standing::Completed { .. } => false,
            Standing::Expired { .. } | Standing::Exhausted | Standing::Open => true,
        }
    }
}

impl MailStatus {
    /// The word for it in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Sent { .. } => "sent",
            Self::Delivered { .. } => "delivered",
            Self::Bounced { .. } => "bounced",
            Self::Complained { .. } => "complained",
        }
    }

    /// Since when it is so.
    pub fn at(self) -> Option<Timestamp> {
        match self {
            Self::NotSent => None,
            Self::Sent { at } | Self::Delivered { at } | Self::Bounced { at } | Self::Complained { at } => Some(at),
        }
    }
}

#[cfg(test)]
mod tests;
