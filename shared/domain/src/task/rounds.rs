//! The rounds of a task: it is completed, staff hand some of it back, and it is completed again.

use std::collections::BTreeSet;

use crate::value::{FieldSlug, UploadId};

/// How often a task was handed back, what of it is open since, and what can never come back. Stands in its state, because
/// every act asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rounds {
    pub handed_back: u16,
    /// The fields that were handed back and are not sent again yet. In the first round they all are open.
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
}
