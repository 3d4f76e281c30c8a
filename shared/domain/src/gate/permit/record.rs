//! What somebody does in a task is recorded with its actor: in the share of a guest, or in the part that somebody has in
//! a step.

use super::{
    super::acting::{Acting, Used},
    Permit, Worker,
};
use crate::{
    audit::Stamp,
    change::Change,
    outbox::{Bundle, Message},
    share::Gate,
    step::StepGate,
    task::WorkFact,
};

impl<S> Permit<'_, S> {
    /// What the actor used up so far.
    pub(crate) fn used(&self) -> Used {
        match self.worker {
            Worker::Guest(guest) => {
                let Gate { spent, comments, downloads, .. } = guest.share().gate;
                Used { spent, comments, downloads }
            }
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
        Used { spent, comments, downloads }: Used,
        moved: impl FnOnce(&mut Gate),
        stamp: &Stamp,
    ) -> Change<Acting> {
        match self.worker {
            Worker::Guest(guest) => {
                let share = guest.share().by_guest(stamp, |gate| {
                    (gate.spent, gate.comments, gate.downloads) = (spent, comments, downloads);
                    moved(gate);
                });
                Change::new(share, stamp, fact.into(), []).map(|share| Acting::Guest(share.gate))
            }
            Worker::Assignee(assignee) => {
                let gate = assignee.gate().with(|gate| (gate.spent, gate.comments) = (spent, comments));
                Change::new(gate, stamp, fact.into(), []).map(Acting::Assignee)
            }
        }
    }

    /// Records what was done, of which the share's creator is told by mail: within some minutes, together with what else
    /// happens until then. Of what assignees do nobody is told.
    pub(crate) fn record_as_news(&self, fact: WorkFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        let bundle = self.share().and_then(|share| Bundle::begin(share.gate.news_until, stamp.now));
        let moved = |gate: &mut Gate| gate.news_until = bundle.map(|bundle| bundle.until).or(gate.news_until);
        let mail = self.share().zip(bundle).map(|(share, bundle)| Message::GuestNews { share: share.id(), bundle });
        self.record_moving(fact, used, moved, stamp).mail(stamp, mail)
    }

    /// The actor's state as it is.
    pub(crate) fn unchanged(&self) -> Acting {
        match self.worker {
            Worker::Guest(guest) => Acting::Guest(guest.share().gate.clone()),
            Worker::Assignee(assignee) => Acting::Assignee(assignee.gate().clone()),
        }
    }
}
