//! What became of the mails that carried the link: each event of the mail service is recorded once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Delivery, Share, Standing};
use crate::{
    audit::{Event, Stamp},
    change::Change,
    outbox::{Message, Notice},
    text::Line,
};

/// How many mails a share keeps track of. Events of older ones are no longer told from repeats.
const REMEMBERED: usize = 5;

/// One mail that carried a link of the share, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailing {
    /// The mail service's name for it.
    pub message_id: String,
    pub sent_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounced_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complained_at: Option<Timestamp>,
    /// The link that it carried was rotated since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub superseded: bool,
}

/// What the mail service says of one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailEvent {
    pub message_id: String,
    /// When the mail service took the mail.
    pub sent_at: Timestamp,
    /// When it happened.
    pub at: Timestamp,
    pub fate: Fate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The recipient's mail server took it.
    Delivered,
    /// It did not arrive, or came back later.
    Bounced { kind: BounceKind, subtype: Line<64> },
    /// The recipient called it spam.
    Complained,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BounceKind {
    /// To the same address it will not arrive another time either.
    Permanent,
    /// A full mailbox, a server out of order; also how automatic replies come back.
    Transient,
    /// The mail server gave no reason that is understood.
    Undetermined,
    /// The mail service did not send it, for it took the content for harmful.
    Rejected,
}

/// What is known of the mail with the current link. The worst that was heard of it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailed {
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

impl Share {
    /// Notes that the mail service took the invitation. Events of it may have come before.
    pub fn invited(&self, message_id: String, stamp: &Stamp) -> Change<Self> {
        let mut share = Self { invited_at: Some(stamp.now), ..self.clone() };
        share.mailing(&message_id, stamp.now);
        Change::new(share, stamp, Event::Invited { message_id }, [])
    }

    /// Records what became of an invitation, whatever became of the share meanwhile: it is evidence. `None`: it is
    /// on record, or the mail is older than those that the share keeps track of.
    pub fn mail_reported(&self, event: &MailEvent, stamp: &Stamp) -> Option<Change<Self>> {
        let MailEvent { message_id, sent_at, at, fate } = event.clone();
        let mut share = self.clone();
        let mailing = share.mailing(&message_id, sent_at)?;
        let current = !mailing.superseded;
        let noted = match &fate {
            Fate::Delivered => &mut mailing.delivered_at,
            Fate::Bounced { .. } => &mut mailing.bounced_at,
            Fate::Complained => &mut mailing.complained_at,
        };
        if noted.is_some() {
            return None;
        }
        *noted = Some(at);
        let (record, messages) = match fate {
            Fate::Delivered => (Event::Delivered { message_id, delivered_at: at }, vec![]),
            Fate::Complained => (Event::Complained { message_id, complained_at: at }, vec![]),
            Fate::Bounced { kind, subtype } => {
                let about = Notice::Bounced { kind };
                let tell = current && share.awaits_its_guest(stamp.now);
                let messages = tell.then_some(Message::OwnerNotice { share: share.id, about });
                (Event::Bounced { message_id, bounced_at: at, kind, subtype }, messages.into_iter().collect())
            }
        };
        Some(Change::new(share, stamp, record, []).tell(stamp, messages))
    }

    /// What is known of the mail with the current link.
    pub fn mailed(&self) -> Mailed {
        if self.delivery == Delivery::Link {
            return Mailed::NotSent;
        }
        let mailing = self.mailings.iter().rfind(|mailing| !mailing.superseded);
        let (delivered, bounced, complained) =
            mailing.map_or((None, None, None), |m| (m.delivered_at, m.bounced_at, m.complained_at));
        match (complained, bounced, delivered, self.invited_at) {
            (Some(at), ..) => Mailed::Complained { at },
            (None, Some(at), ..) => Mailed::Bounced { at },
            (None, None, Some(at), _) => Mailed::Delivered { at },
            (None, None, None, Some(at)) => Mailed::Sent { at },
            (None, None, None, None) => Mailed::NotSent,
        }
    }

    /// The links that were mailed so far are no longer the share's.
    pub(super) fn supersede_mailings(&mut self) {
        for mailing in &mut self.mailings {
            mailing.superseded = true;
        }
    }

    /// The mail of that id, from now on if need be. `None`: it is older than all that are remembered.
    fn mailing(&mut self, message_id: &str, sent_at: Timestamp) -> Option<&mut Mailing> {
        if let Some(known) = self.mailings.iter().position(|m| m.message_id == message_id) {
            return self.mailings.get_mut(known);
        }
        let mut place = self.mailings.partition_point(|m| m.sent_at <= sent_at);
        if self.mailings.len() == REMEMBERED {
            place = place.checked_sub(1)?;
            self.mailings.remove(0);
        }
        let message_id = message_id.to_owned();
        let superseded = self.mailings.get(place).is_some_and(|later| later.superseded);
        let mailing =
            Mailing { message_id, sent_at, delivered_at: None, bounced_at: None, complained_at: None, superseded };
        self.mailings.insert(place, mailing);
        self.mailings.get_mut(place)
    }

    /// Whether its creator still wants the guest to get the mail.
    fn awaits_its_guest(&self, now: Timestamp) -> bool {
        match self.standing(now) {
            Standing::Revoked { .. } | Standing::Completed { .. } => false,
            Standing::Expired { .. } | Standing::Exhausted | Standing::Open => true,
        }
    }
}

impl Mailed {
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
