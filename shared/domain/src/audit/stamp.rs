//! Who acts, when and from where: what every record of one commit has in common.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::resumption::Resumption;
use crate::value::{Assurance, Digest, MailId, Person, ShareId};

/// Who did it. Names and addresses are personal details and stand beside the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Actor {
    /// The named participant of a share, and what they had proved when they did it.
    Guest { share: ShareId, assurance: Assurance },
    /// A signed-in person: the `sub` of the identity provider.
    Member { sub: String },
    /// One of our own functions; or `operator`: the person who ran the command line, named beside the record.
    System { function: String },
    /// Of a kind that came after this version.
    #[serde(other)]
    Unknown,
}

impl Actor {
    /// What a guest had proved. Nobody else acts by a link.
    pub const fn assurance(&self) -> Option<Assurance> {
        match self {
            Self::Guest { assurance, .. } => Some(*assurance),
            Self::Member { .. } | Self::System { .. } | Self::Unknown => None,
        }
    }
}

/// Where a request came from, as the gateway saw it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
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
    /// The name and address by which the actor is known.
    pub person: Option<Person>,
    pub source: Source,
    /// As whom the one who opens a share introduces themselves: a statement beside the recipient, which nobody has proved.
    pub stated: Option<Person>,
    /// Random, for the commitment to personal details and the ids of this commit's mails.
    pub seed: [u8; 16],
    /// Where the trail goes on, if its next row was found to be taken.
    pub resumption: Option<Resumption>,
}

impl Stamp {
    /// A named person acts.
    pub fn of(actor: Actor, person: Person, source: Source, now: Timestamp, seed: [u8; 16]) -> Self {
        Self { now, actor, person: Some(person), source, stated: None, seed, resumption: None }
    }

    /// One of our own functions acts by itself.
    pub fn system(function: &str, now: Timestamp, seed: [u8; 16]) -> Self {
        let actor = Actor::System { function: function.to_owned() };
        Self { now, actor, person: None, source: Source::default(), stated: None, seed, resumption: None }
    }

    /// The same act of a guest, who has proved so much.
    #[must_use]
    pub fn assured(self, assurance: Assurance) -> Self {
        match self.actor {
            Actor::Guest { share, .. } => Self { actor: Actor::Guest { share, assurance }, ..self },
            Actor::Member { .. } | Actor::System { .. } | Actor::Unknown => self,
        }
    }

    /// The same, where the next row of the trail was found to be taken.
    #[must_use]
    pub fn resuming(self, resumption: Option<Resumption>) -> Self {
        Self { resumption, ..self }
    }

    /// The id of this commit's mail of that number. The world is told it, and nobody the seed: with the seed one
    /// could try out which personal details a commitment was made for.
    pub(crate) fn mail_id(&self, number: usize) -> MailId {
        MailId::new(self.derived(&format!("mail {number}")))
    }

    /// 128 bits for one purpose.
    pub(crate) fn derived(&self, purpose: &str) -> [u8; 16] {
        let mut bits = [0; 16];
        bits.copy_from_slice(&Digest::of([&self.seed[..], purpose.as_bytes()].concat()).bytes()[..16]);
        bits
    }
}
