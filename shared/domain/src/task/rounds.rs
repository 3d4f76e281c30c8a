//! The rounds of a task: it is completed, staff hand some of it back, and it is completed again.

use std::collections::BTreeSet;

use crate::value::{FieldSlug, RecipientId, UploadId};

/// The cycle in which a task begins.
pub const FIRST_CYCLE: u16 = 1;

/// How many rounds of a task have ended, what of it is open since, and what can never come back. Stands in its state, because
/// every act asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rounds {
    /// How many rounds have ended: the task was handed back, or what was decided in it was set aside.
    pub ended: u16,
    /// How many of them in earlier cycles of the task, or before it was set aside: rounds go on being counted.
    pub before_cycle: u16,
    /// The fields that were handed back and are not sent again yet. In the first round of a cycle they all are open.
    pub open: BTreeSet<FieldSlug>,
    /// Who is asked once more, while it is open: they may also send it as it is.
    pub asked: BTreeSet<RecipientId>,
    /// The version of the answers when the last round ended.
    pub answers: u64,
    pub accepted: Accepted,
}

/// What staff have accepted by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    pub fields: BTreeSet<FieldSlug>,
    pub files: BTreeSet<UploadId>,
}

impl Rounds {
    /// The number of the round that the task is in, counted from 1.
    pub fn current(&self) -> u16 {
        self.ended + 1
    }

    /// Whether nothing was handed back in this cycle of the task, so that all of it is open until it is completed.
    pub fn is_first(&self) -> bool {
        self.ended == self.before_cycle
    }

    /// Where what was decided in a round is set aside: the next one is as open as the first.
    #[must_use]
    pub(crate) fn anew(&self) -> Self {
        Self { ended: self.ended + 1, before_cycle: self.ended + 1, ..Self::default() }
    }

    /// Where the task is opened again by a push: all is open, also what was accepted before.
    #[must_use]
    pub fn in_new_cycle(&self) -> Self {
        Self { ended: self.ended, before_cycle: self.ended, ..Self::default() }
    }
}
