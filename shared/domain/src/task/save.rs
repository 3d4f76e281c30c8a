//! Keeping what a guest types, as they type it.

use std::collections::BTreeMap;

use super::{Answer, Draft, Flaw, Task};
use crate::{
    audit::{Event, Stamp},
    change::Change,
    gate::{Admission, WorkRefused},
    run::Run,
    share::{Permission, Share},
    slug::FieldSlug,
};

/// All the answers of one task together, in bytes: a row of the table holds 400 KB.
const MOST_BYTES: usize = 100_000;

/// Answers to keep; `None` clears one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    /// The version of the task on which the guest typed.
    pub base: u64,
    pub answers: BTreeMap<FieldSlug, Option<Answer>>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("some answers cannot be kept")]
    Unfit { fields: Vec<(FieldSlug, Flaw)> },
    /// Somebody else changed the same fields since. Nothing was kept; here is what stands.
    #[error("some fields were changed elsewhere in the meantime")]
    ChangedElsewhere { fields: BTreeMap<FieldSlug, Option<Answer>>, version: u64 },
    #[error("the answers of this task are too long altogether")]
    TooMuch,
}

impl Task {
    /// Keeps answers as drafts. `None`: they stand already, nothing changes.
    pub fn save(
        &self,
        guest: Admission<'_>,
        run: &Run,
        save: &Save,
        stamp: &Stamp,
    ) -> Result<Option<Change<(Share, Self)>>, SaveRefused> {
        guest.to_work_on(self, run, Permission::FillFields)?;
        let unfit: Vec<_> = save
            .answers
            .iter()
            .filter_map(|(slug, answer)| {
                let flaw = match (self.field(slug), answer) {
                    (None, _) => Some(Flaw::WrongShape),
                    (Some(_), None) => None,
                    (Some(field), Some(answer)) => answer.fits(field).err(),
                };
                flaw.map(|flaw| (slug.clone(), flaw))
            })
            .collect();
        if !unfit.is_empty() {
            return Err(SaveRefused::Unfit { fields: unfit });
        }
        // An empty text is as good as none.
        let stands = |slug: &FieldSlug| self.answers.get(slug).filter(|d| !cleared(&d.answer)).map(|d| &d.answer);
        let changes: BTreeMap<_, _> = save
            .answers
            .iter()
            .filter(|(slug, answer)| stands(slug) != answer.as_ref().filter(|a| !cleared(a)))
            .collect();
        let overtaken: BTreeMap<_, _> = changes
            .keys()
            .filter(|slug| self.answers.get(**slug).is_some_and(|d| d.since > save.base))
            .map(|slug| ((*slug).clone(), stands(slug).cloned()))
            .collect();
        if !overtaken.is_empty() {
            return Err(SaveRefused::ChangedElsewhere { fields: overtaken, version: self.version });
        }
        if changes.is_empty() {
            return Ok(None);
        }
        let mut task = self.clone();
        for (slug, answer) in &changes {
            // A cleared field keeps its place, so that an older page cannot bring the answer back unseen.
            let answer = (*answer).clone().unwrap_or(Answer::Text(String::new()));
            task.answers.insert((*slug).clone(), Draft { answer, since: self.version + 1 });
        }
        if task.answers.values().map(|d| bytes(&d.answer)).sum::<usize>() > MOST_BYTES {
            return Err(SaveRefused::TooMuch);
        }
        let fields = changes.into_keys().cloned().collect();
        let event = Event::FieldChanged { task: self.slug.clone(), fields };
        Ok(Some(Change::new(guest.share().clone(), stamp, event, []).with(task)))
    }

    /// The answer that stands in a field.
    pub fn answer(&self, slug: &FieldSlug) -> Option<&Answer> {
        self.answers.get(slug).map(|d| &d.answer).filter(|a| !cleared(a))
    }
}

fn cleared(answer: &Answer) -> bool {
    matches!(answer, Answer::Text(text) if text.is_empty())
}

fn bytes(answer: &Answer) -> usize {
    match answer {
        Answer::Ticked(_) => 1,
        Answer::Text(text) => text.len(),
        Answer::Picked(picked) => picked.iter().map(String::len).sum(),
    }
}

#[cfg(test)]
mod tests;
