//! A share as rules see it: what was agreed, and how things stand.

use jiff::Timestamp;

use super::{fact::ShareFact, gate::Gate, terms::Terms};
use crate::{
    audit::{About, Actor, Head, Source, Stamp, TrailId},
    change::Audited,
    value::{Assurance, Person, RecipientId, ShareId, TaskSlug},
};

/// More tasks than these are counted up front, not named.
const MAX_NAMED_TASKS: usize = 6;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub terms: Terms,
    pub gate: Gate,
}

impl Share {
    pub fn id(&self) -> ShareId {
        self.terms.id
    }

    /// Who it is for, as other shares of the org know them too.
    pub fn recipient(&self) -> RecipientId {
        RecipientId::of(&self.terms.org, &self.terms.recipient.email)
    }

    /// The first tasks, where they may be named to somebody who has the link alone: something is still asked for, and
    /// nothing is to be given or accepted before it is seen.
    pub fn named_up_front(&self) -> &[TaskSlug] {
        let (terms, gate) = (&self.terms, &self.gate);
        if terms.disclaimer.is_some() || gate.password.is_some() || gate.code || gate.completed_at.is_some() {
            return &[];
        }
        let tasks = terms.scope.tasks();
        &tasks[..tasks.len().min(MAX_NAMED_TASKS)]
    }

    /// The guest of the share acts. Their name and address are the recipient's; who else may have held the link, the
    /// source helps to tell. They have the link, and what else they proved says [`Stamp::assured`].
    pub fn stamp(&self, source: Source, now: Timestamp, seed: [u8; 16]) -> Stamp {
        let recipient = &self.terms.recipient;
        let person = Person { name: recipient.name.clone(), email: recipient.email.clone() };
        let actor = Actor::Guest { share: self.id(), assurance: Assurance::LINK };
        Stamp::of(actor, person, source, now, seed)
    }

    /// The same share, its gate changed.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Gate)) -> Self {
        let mut share = self.clone();
        change(&mut share.gate);
        share
    }
}

impl Audited for Share {
    type Fact = ShareFact;

    fn trail(&self) -> TrailId {
        TrailId(format!("share/{}", self.terms.id))
    }
    fn about(&self) -> About {
        About {
            org: self.terms.org.clone(),
            project: Some(self.terms.project.clone()),
            place: Some(self.terms.scope.place()),
            path: Some(self.terms.scope.path()),
        }
    }
    fn head(&self) -> Head {
        self.gate.head
    }
    fn set_head(&mut self, head: Head) {
        self.gate.head = head;
    }
}
