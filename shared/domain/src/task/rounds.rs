//! The rounds of a task: it is completed, staff hand some of it back, and it is completed again.

use std::collections::BTreeSet;

use crate::value::{FieldSlug, UploadId};

/// How often a task was handed back, what of it is open since, and what can never come back. Stands in its state, because
/// every act asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rounds {
    pub handed_back: u16,
    /// How often of that in earlier cycles of the task: rounds go on being counted.
    pub before_cycle: u16,
    /// The fields that were handed back and are not sent again yet. In the first round of a cycle they all are open.
    pub open: BTreeSet<FieldSlug>,
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
        self.handed_back + 1
    }

    /// Whether nothing was handed back in this cycle of the task, so that all of it is open until it is completed.
    pub fn is_first(&self) -> bool {
        self.handed_back == self.before_cycle
    }

    /// Where the task is opened again by a push: all is open, also what was accepted before.
    #[must_use]
    pub fn in_new_cycle(&self) -> Self {
        Self { handed_back: self.handed_back, before_cycle: self.handed_back, ..Self::default() }
    }
}
