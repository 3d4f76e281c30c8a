//! The answers of a task, as typed.

use std::collections::BTreeMap;

use super::{answer::Answer, changed::Changed, rounds::FIRST_CYCLE, whose::Whose};
use crate::value::{Digest, FieldSlug, RecipientId};

/// The answers of a task. One that nobody has touched has none, at version 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    pub answers: BTreeMap<FieldSlug, Draft>,
    /// The last round in which nothing is written any more, in this cycle of the task: it is completed, or somebody has decided
    /// on what it has. 0: none. It stands here too, so that an answer on its way cannot come after that.
    pub closed: u16,
    /// In which cycle of the task it was so.
    pub cycle: u16,
    /// Of the answers.
    pub changed: Changed,
    pub version: u64,
}

/// An answer as typed, valid or not: it is judged when the task is completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub answer: Answer,
    /// The version of the work that this answer came with.
    pub since: u64,
    pub by: Whose,
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

    /// SHA-256 over the answers that stand, as JSON in the form of RFC 8785: by field in the order of their ids, without blanks.
    pub fn digest(&self) -> Digest {
        let standing: BTreeMap<_, _> =
            self.answers.keys().filter_map(|slug| Some((slug, self.answer(slug)?))).collect();
        Digest::of(serde_json::to_string(&standing).unwrap_or_default())
    }

    /// Who wrote the answers that stand.
    pub(crate) fn authors(&self) -> impl Iterator<Item = RecipientId> {
        self.answers.values().filter(|draft| !is_cleared(&draft.answer)).flat_map(|draft| draft.by.names())
    }

    pub(crate) fn bytes(&self) -> usize {
        self.answers.values().map(|d| d.answer.bytes()).sum()
    }
}

pub(crate) fn is_cleared(answer: &Answer) -> bool {
    matches!(answer, Answer::Text(text) if text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{drafted, picked, slug, text};

    #[test]
    fn the_answers_that_stand_have_one_hash_over_json_that_anybody_can_write() {
        let mut work = Work::default();
        work.answers.insert(slug("b"), drafted(text("Acme \"Ltd\" é"), 1));
        work.answers.insert(slug("a"), drafted(picked(&["x", "y"]), 2));
        work.answers.insert(slug("c"), drafted(text(""), 3));
        assert_eq!(work.digest(), Digest::of("{\"a\":[\"x\",\"y\"],\"b\":\"Acme \\\"Ltd\\\" é\"}"));
    }
}
