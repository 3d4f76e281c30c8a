//! How far a task has come: its files as they come in, and its completion. Small, because every step writes it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{response::StepState, rounds::Rounds, step_kind::StepDecision};
use crate::{
    audit::Head,
    file::{Content, Stage},
    value::{Digest, FieldSlug, PersonName, RecipientId, Through, UploadId},
};

/// The cycle in which a task begins.
pub const FIRST_CYCLE: u16 = 1;

/// How far a task has come. A task that nobody has touched has none of it, at version 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskState {
    pub files: BTreeMap<UploadId, FileMark>,
    /// Where it is a step.
    pub step: StepState,
    pub completion: Option<Completion>,
    pub rounds: Rounds,
    /// Who worked in it too: who had completed a round of it that was handed back, who wrote what stands in it, and under
    /// their address who did something signed in.
    pub workers: BTreeSet<RecipientId>,
    /// In which cycle of the task this was so.
    pub cycle: u16,
    pub version: u64,
}

/// One file of a task: for which field, through which share or step, and how far it has come. What it is called and what it
/// holds stands in [`super::Upload`], which is written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileMark {
    pub field: FieldSlug,
    pub through: Through,
    /// Whose it is, by whichever way they come.
    pub recipient: RecipientId,
    pub stage: Stage,
    pub announced_at: Timestamp,
    /// The round of the task in which it was announced.
    pub round: u16,
    /// SHA-256 over what was announced, by which a repeated announcement is known.
    pub announcement: Digest,
    /// What it is by its first bytes, once it has come.
    pub content: Option<Content>,
}

/// That a task is done. From here on its answers and files stay as they are, unless staff hand some of them back; a comment
/// that was on its way still comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    pub at: Timestamp,
    pub by: PersonName,
    pub through: Through,
    /// Whose receipt it is, by whichever way they come.
    pub recipient: RecipientId,
    /// The record of it in the trail of its share or step.
    pub record: Head,
    /// The result of a step in which something was decided.
    pub result: Option<StepDecision>,
}

impl TaskState {
    /// A file, if this guest sent it.
    pub fn own(&self, upload: UploadId, recipient: RecipientId) -> Option<&FileMark> {
        self.files.get(&upload).filter(|mark| mark.recipient == recipient)
    }

    /// Whether a field can be answered in this round: in the first one of a cycle every field can, in a later one what was
    /// handed back.
    pub fn is_open(&self, field: &FieldSlug) -> bool {
        self.completion.is_none() && (self.rounds.is_first() || self.rounds.open.contains(field))
    }

    /// Whether a file can be taken back in this round, as far as that goes.
    pub fn can_remove(&self, mark: &FileMark) -> bool {
        let is_returned = matches!(mark.stage, Stage::Returned { .. });
        mark.round == self.rounds.current() || (self.rounds.is_first() && !is_returned)
    }

    /// Whether the task was completed in some round of its cycle: what it asks stays as it is from then on.
    pub fn was_completed(&self) -> bool {
        self.completion.is_some() || !self.rounds.is_first()
    }

    /// As it counts in a cycle of its task: what an earlier one came to is over, and all is open again, for those whom the push
    /// names. Files stay.
    #[must_use]
    pub fn in_cycle(self, cycle: u16) -> Self {
        if self.cycle.max(FIRST_CYCLE) >= cycle {
            return Self { cycle, ..self };
        }
        let (step, rounds, workers) = (StepState::default(), self.rounds.in_new_cycle(), BTreeSet::new());
        Self { step, completion: None, rounds, workers, cycle, ..self }
    }

    /// Whether somebody has completed it in some round, sent a file, or written an answer of it.
    pub(crate) fn was_worked_on_by(&self, recipient: RecipientId) -> bool {
        self.completion.as_ref().is_some_and(|done| done.recipient == recipient)
            || self.sent_by(recipient).next().is_some()
            || self.workers.contains(&recipient)
    }

    /// The files of one guest, in every stage.
    pub fn sent_by(&self, recipient: RecipientId) -> impl Iterator<Item = (&UploadId, &FileMark)> {
        self.files.iter().filter(move |(_, mark)| mark.recipient == recipient)
    }
}

impl FileMark {
    /// The same file, so far on its way.
    #[must_use]
    pub fn at(&self, stage: Stage) -> Self {
        Self { stage, ..self.clone() }
    }

    /// Whether it takes one of the places of a field: what was rejected or handed back does not.
    pub fn takes_place_in(&self, field: &FieldSlug) -> bool {
        self.field == *field && !matches!(self.stage, Stage::Rejected { .. } | Stage::Returned { .. })
    }

    /// Whether it counts when a guest wants to send another one: an announcement holds a place against its own guest
    /// alone, because it costs nothing, and may never be kept.
    pub fn counts_against(&self, recipient: RecipientId) -> bool {
        self.recipient == recipient || self.has_come()
    }

    /// Whether its sender has reported it, and that was so.
    pub fn has_come(&self) -> bool {
        !matches!(self.stage, Stage::Expected | Stage::Cleared { .. })
    }
}
