//! The answers of a task, as typed.

use std::collections::BTreeMap;

use super::{answer::Answer, state::FIRST_CYCLE};
use crate::value::{FieldSlug, RecipientId};

/// The answers of a task. One that nobody has touched has none, at version 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    pub answers: BTreeMap<FieldSlug, Draft>,
    /// The last round that is completed, in this cycle of the task; 0: none. It stands here too, so that an answer on its way
    /// cannot come after that.
    pub closed: u16,
    /// In which cycle of the task it was so.
    pub cycle: u16,
    pub version: u64,
}

/// An answer as typed, valid or not: it is judged when the task is completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub answer: Answer,
    /// The version of the work that this answer came with.
    pub since: u64,
    /// Whose it is, by whichever way they come.
    pub by: RecipientId,
}

impl Work {
    /// As it counts in a cycle of its task: what was closed in an earlier one is open again.
    #[must_use]
    pub fn in_cycle(self, cycle: u16) -> Self {
        let closed = if self.cycle.max(FIRST_CYCLE) >= cycle { self.closed } else { 0 };
        Self { closed, cycle, ..self }
    }

    /// The answer that stands in a field. An empty text is as good as none.
    pub fn answer(&self, slug: &FieldSlug) -> Option<&Answer> {
        self.answers.get(slug).map(|d| &d.answer).filter(|a| !is_cleared(a))
    }

    /// Who wrote the answers that stand.
    pub(crate) fn authors(&self) -> impl Iterator<Item = RecipientId> {
        self.answers.values().filter(|draft| !is_cleared(&draft.answer)).map(|draft| draft.by)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.answers.values().map(|d| d.answer.bytes()).sum()
    }
}

pub(crate) fn is_cleared(answer: &Answer) -> bool {
    matches!(answer, Answer::Text(text) if text.is_empty())
}
