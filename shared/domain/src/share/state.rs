//! A share as rules see it: what was agreed, and how things stand.

use jiff::Timestamp;

use super::{fact::ShareFact, gate::Gate, permission::Permission, terms::Terms};
use crate::{
    audit::{About, Actor, Head, Source, Stamp, TrailId},
    change::Audited,
    run::{Progress, Run},
    task::{Assignee, Field, KnownAs, Task},
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

    /// Who it is for, as a step names them.
    pub fn assignee(&self) -> Assignee {
        Assignee::guest(&self.terms.recipient.email)
    }

    /// As whom its guest may have worked and decided, by this share or another one.
    pub fn known_as(&self) -> KnownAs {
        KnownAs::guest(&self.terms.org, &self.terms.recipient.email)
    }

    /// Who among the staff may have come by it instead of the guest: who has the link to carry, where no code is mailed that
    /// only the guest can read.
    pub(crate) fn carrier(&self) -> Option<RecipientId> {
        self.gate.carrier.filter(|_| !self.gate.code)
    }

    /// The first tasks, where they may be named to somebody who has the link alone: something is still asked for, and
    /// nothing is to be given or accepted before it is seen.
    pub fn named_up_front(&self) -> &[TaskSlug] {
        if !self.is_shown_up_front() || self.gate.completed_at.is_some() {
            return &[];
        }
        let tasks = self.terms.scope.tasks();
        &tasks[..tasks.len().min(MAX_NAMED_TASKS)]
    }

    /// Whether nothing is to be given or accepted before anything of it is seen, so that who has the link alone may read what
    /// it is about.
    pub fn is_shown_up_front(&self) -> bool {
        self.terms.disclaimer.is_none() && self.gate.password.is_none() && !self.gate.code
    }

    /// Whether its guest, who may decide by it, has nothing to decide in a task where others do: staff gave the step to somebody
    /// else, or the host took it away. So nothing of theirs comes into it any more.
    pub fn leaves_to_others(&self, task: &Task) -> bool {
        let decides = task.is_decided() && self.terms.permissions.contains(&Permission::Respond);
        decides && !task.is_assigned(&self.assignee())
    }

    /// Whether nothing is left to do by it, so far as the run has come.
    pub(crate) fn is_finished(&self, run: &Run, progress: &Progress) -> bool {
        self.terms.scope.is_finished(run, progress, &self.gate.decided)
    }

    /// The same share after what its guest decided in these tasks counts no more.
    #[must_use]
    pub(crate) fn undecided<'a>(&self, tasks: impl IntoIterator<Item = &'a TaskSlug>) -> Self {
        let places = tasks.into_iter().filter_map(|task| self.terms.scope.place_of(task));
        self.with(|gate| places.for_each(|place| gate.decided.set(place, false)))
    }

    /// Whether its guest may give what a field asks for.
    pub fn lets_give(&self, field: &Field) -> bool {
        self.terms.permissions.contains(&Permission::to_give(field))
    }

    /// Whether a task is open that its guest was done with: a push has opened it again, which takes another link, or it was
    /// handed back to others. What is handed back to this guest makes the share active again.
    pub fn is_done_with(&self, task: &Task) -> bool {
        let decided = task.decision_of(&self.assignee()).is_some();
        self.gate.completed_at.is_some() && task.state.completion.is_none() && !decided
    }

    /// The guest of the share acts. Their name and address are the recipient's; who else may have held the link, the
    /// source helps to tell. They have the link, and what else they proved says [`Stamp::assured`].
    pub fn stamp(&self, source: Source, now: Timestamp, seed: [u8; 16]) -> Stamp {
        let recipient = &self.terms.recipient;
        let person = Person { name: recipient.name.clone(), email: recipient.email.clone() };
        let actor = Actor::Guest { share: self.id(), assurance: Assurance::LINK };
        Stamp::of(actor, person, source, now, seed)
    }

    /// The same share after an act of its guest.
    pub(crate) fn by_guest(&self, stamp: &Stamp, change: impl FnOnce(&mut Gate)) -> Self {
        self.with(|gate| {
            gate.last_access_at = Some(stamp.now);
            change(gate);
        })
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
