//! What somebody does in a task is recorded with its actor: in the share of a guest, or in the part that somebody has in
//! a step.

use super::{
    super::acting::{Acting, Used},
    Permit, Worker,
};
use crate::{audit::Stamp, change::Change, share::Gate, step::StepGate, task::WorkFact};

impl<S> Permit<'_, S> {
    /// What the actor used up so far.
    pub(crate) fn used(&self) -> Used {
        match self.worker {
            Worker::Guest(guest) => guest.used(),
            Worker::Assignee(assignee) => {
                let StepGate { spent, comments, .. } = *assignee.gate();
                Used { spent, comments, downloads: 0 }
            }
        }
    }

    /// Records what was done.
    pub(crate) fn record(&self, fact: WorkFact, stamp: &Stamp) -> Change<Acting> {
        self.record_with(fact, self.used(), stamp)
    }

    /// Records what was done, which also uses something up.
    pub(crate) fn record_with(&self, fact: WorkFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        self.record_moving(fact, used, |_| {}, stamp)
    }

    /// Records what was done, which also moves the share, if it is done through one.
    pub(crate) fn record_moving(
        &self,
        fact: WorkFact,
        used: Used,
        moved: impl FnOnce(&mut Gate),
        stamp: &Stamp,
    ) -> Change<Acting> {
        match self.worker {
            Worker::Guest(guest) => guest.record_moving(fact.into(), used, moved, stamp),
            Worker::Assignee(assignee) => {
                let gate = assignee.gate().with(|gate| (gate.spent, gate.comments) = (used.spent, used.comments));
                Change::new(gate, stamp, fact.into(), []).map(Acting::Assignee)
            }
        }
    }

    /// Records what was done, of which the share's creator is told by mail. Of what assignees do nobody is told.
    pub(crate) fn record_as_news(&self, fact: WorkFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        match self.worker {
            Worker::Guest(guest) => guest.record_as_news(fact.into(), used, stamp),
            Worker::Assignee(_) => self.record_with(fact, used, stamp),
        }
    }

    /// The actor's state as it is.
    pub(crate) fn unchanged(&self) -> Acting {
        match self.worker {
            Worker::Guest(guest) => guest.unchanged(),
            Worker::Assignee(assignee) => Acting::Assignee(assignee.gate().clone()),
        }
    }
}
