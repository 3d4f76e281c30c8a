//! Who acts, when and from where: what every record of one commit has in common.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Digest;
use crate::{
    id::{OutboxId, ShareId},
    member::Member,
    share::Share,
    text::{Email, PersonName},
};

/// Who did it. Names and addresses are personal details and sit beside the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Actor {
    /// The named participant of a share.
    Guest { share: ShareId },
    /// A signed-in person: the `sub` of the identity provider.
    Member { sub: String },
    /// One of our own functions; or `operator`: whoever ran the command line, who is named beside the record.
    System { function: String },
}

/// Where a request came from, as the gateway saw it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
}

/// The circumstances of one commit.
#[derive(Debug, Clone)]
pub struct Stamp {
    pub now: Timestamp,
    pub actor: Actor,
    /// Whom the actor is known as.
    pub person: Option<(PersonName, Email)>,
    pub origin: Origin,
    /// Random, for the commitment to personal details and the ids of this commit's messages.
    pub seed: [u8; 16],
}

impl Stamp {
    /// The id of this commit's messages. It is told to the world, the seed to nobody: whoever knew it could
    /// try out which personal details a commitment was made for.
    pub(crate) fn outbox_id(&self) -> OutboxId {
        OutboxId::new(self.derived("outbox"))
    }

    /// 128 bits for one purpose.
    pub(crate) fn derived(&self, purpose: &str) -> [u8; 16] {
        let mut bits = [0; 16];
        bits.copy_from_slice(&Digest::of([&self.seed[..], purpose.as_bytes()].concat()).bytes()[..16]);
        bits
    }

    /// One of our own functions acts by itself.
    pub fn system(function: &str, now: Timestamp, seed: [u8; 16]) -> Self {
        let actor = Actor::System { function: function.to_owned() };
        Self { now, actor, person: None, origin: Origin::default(), seed }
    }

    /// The guest of a share acts. Their name and address are the recipient's: who else may have held
    /// the link is what the origin helps to tell.
    pub fn guest(share: &Share, origin: Origin, now: Timestamp, seed: [u8; 16]) -> Self {
        let person = Some((share.recipient.name.clone(), share.recipient.email.clone()));
        Self { now, actor: Actor::Guest { share: share.id }, person, origin, seed }
    }

    /// A signed-in member acts.
    pub fn member(member: &Member, origin: Origin, now: Timestamp, seed: [u8; 16]) -> Self {
        let person = Some((member.name.clone(), member.email.clone()));
        Self { now, actor: Actor::Member { sub: member.sub.clone() }, person, origin, seed }
    }
}
