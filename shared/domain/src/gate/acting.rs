//! What an act leaves with its actor, and what it uses up there.

use jiff::Timestamp;

use crate::{
    audit::Head,
    share::{Gate, Spent, UsedUp},
    step::StepGate,
};

/// What an act leaves with its actor: the state that holds the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub enum Acting {
    Guest(Gate),
    Assignee(StepGate),
}

impl Acting {
    /// Where the actor's trail ends.
    pub(crate) fn head(&self) -> Head {
        match self {
            Self::Guest(gate) => gate.head,
            Self::Assignee(gate) => gate.head,
        }
    }
}

/// What an act uses up, counted with its actor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Used {
    pub(crate) spent: Spent,
    pub(crate) comments: u32,
    /// Of a guest alone.
    pub(crate) downloads: u32,
}

impl Used {
    /// After a copy of a file was handed out.
    pub(crate) fn downloaded(self, now: Timestamp) -> Result<Self, UsedUp> {
        let (spent, downloads) = (self.spent.downloaded(now)?, self.downloads.saturating_add(1));
        Ok(Self { spent, downloads, ..self })
    }
}
