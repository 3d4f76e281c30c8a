//! How far a task has come: its files as they come in, and its completion. Small, because every step writes it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{
    changed::Changed,
    response::StepState,
    rounds::{FIRST_CYCLE, Rounds},
    step_kind::StepDecision,
    whose::KnownAs,
    work::Work,
};
use crate::{
    audit::Head,
    file::{Content, Stage},
    value::{Digest, FieldSlug, PersonName, RecipientId, Through, UploadId},
};

/// How far a task has come. A task that nobody has touched has none of it, at version 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskState {
    pub files: BTreeMap<UploadId, FileMark>,
    /// Where it is a step.
    pub step: StepState,
    pub completion: Option<Completion>,
    pub rounds: Rounds,
    /// Who worked in it in this cycle, beside those who sent the files: who had completed a round of it that was handed back,
    /// and who wrote what stands in it.
    pub workers: BTreeSet<RecipientId>,
    /// In which cycle of the task this was so.
    pub cycle: u16,
    /// Of the files that count.
    pub files_changed: Changed,
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
    /// Who else may have sent it, as with [`super::Whose::other`].
    pub other: Option<RecipientId>,
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

    /// Whether a field was handed back to others, and nobody has answered it anew: they alone may send it as it is.
    pub fn is_left_to_others(&self, field: &FieldSlug, recipient: RecipientId, work: &Work) -> bool {
        let Rounds { open, asked, answers, .. } = &self.rounds;
        let is_theirs = asked.is_empty() || asked.contains(&recipient) || !open.contains(field);
        let answered = || work.answers.get(field).is_some_and(|draft| draft.since > *answers);
        let round = self.rounds.current();
        let sent = || self.files.values().any(|m| m.field == *field && m.round == round && m.stage.is_clean());
        !is_theirs && !answered() && !sent()
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

    /// Whether somebody has completed it in some round, sent a file, written an answer of it, or decided in it.
    pub(crate) fn was_worked_on_by(&self, known_as: &KnownAs) -> bool {
        let by = |recipient: &RecipientId| {
            self.completion.as_ref().is_some_and(|done| done.recipient == *recipient)
                || self.files.values().any(|mark| mark.recipient == *recipient || mark.other == Some(*recipient))
                || self.step.responses.values().any(|response| response.of == *recipient)
                || self.workers.contains(recipient)
        };
        known_as.recipients.iter().any(by)
            || known_as.assignees.iter().any(|assignee| self.step.responses.contains_key(assignee))
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

    /// Whether it takes one of the places of a field.
    pub fn takes_place_in(&self, field: &FieldSlug) -> bool {
        self.field == *field && !self.stage.is_void()
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
