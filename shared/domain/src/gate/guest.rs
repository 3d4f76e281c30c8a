//! What a guest does is recorded in their share, whichever permit they do it by.

use super::{
    acting::{Acting, Used},
    admission::Admission,
};
use crate::{
    audit::Stamp,
    change::Change,
    outbox::{Bundle, Message},
    share::{Gate, ShareFact},
};

impl Admission<'_> {
    /// What the guest used up so far.
    pub(super) fn used(self) -> Used {
        let Gate { spent, comments, downloads, .. } = self.share().gate;
        Used { spent, comments, downloads }
    }

    /// Records what was done, which uses something up.
    pub(super) fn record(self, fact: ShareFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        self.record_moving(fact, used, |_| {}, stamp)
    }

    /// The same, which also moves the share.
    pub(super) fn record_moving(
        self,
        fact: ShareFact,
        Used { spent, comments, downloads }: Used,
        moved: impl FnOnce(&mut Gate),
        stamp: &Stamp,
    ) -> Change<Acting> {
        let share = self.share().by_guest(stamp, |gate| {
            (gate.spent, gate.comments, gate.downloads) = (spent, comments, downloads);
            moved(gate);
        });
        Change::new(share, stamp, fact, []).map(|share| Acting::Guest(share.gate))
    }

    /// The same, of which the share's creator is told by mail: within some minutes, together with what else happens until
    /// then.
    pub(super) fn record_as_news(self, fact: ShareFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        let share = self.share();
        let bundle = Bundle::begin(share.gate.news_until, stamp.now);
        let moved = |gate: &mut Gate| gate.news_until = bundle.map(|bundle| bundle.until).or(gate.news_until);
        let mail = bundle.map(|bundle| Message::GuestNews { share: share.id(), bundle });
        self.record_moving(fact, used, moved, stamp).mail(stamp, mail)
    }

    /// The guest's state as it is.
    pub(super) fn unchanged(self) -> Acting {
        Acting::Guest(self.share().gate.clone())
    }
}
