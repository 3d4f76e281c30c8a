//! Mails that leave the house after a commit, one row of the outbox each.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::value::{MailId, ShareId};

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
    /// The share's creator reads what happened.
    OwnerNotice { share: ShareId, about: Notice },
}

/// What a share's creator is told by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Notice {
    Completed,
    Locked {
        until: Timestamp,
    },
    NewLinkRequested,
    /// The invitation did not arrive.
    Bounced {
        kind: BounceKind,
    },
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
