//! Keeping what somebody types, as they type it.

use std::collections::BTreeMap;

use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::{Acting, OnTask, Permit, Used, WorkRefused},
    share::{Permission, UsedUp},
    task::{Answer, Draft, Flaw, PatternWork, Spec, TaskKey, Work, WorkFact},
    value::FieldSlug,
};

/// All the answers of one task together, in bytes: a row of the table holds 400 KB.
const MAX_ANSWER_BYTES: usize = 100_000;

/// Answers to keep; `None` clears one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    /// The version of the work on which they were typed.
    pub base: u64,
    pub answers: BTreeMap<FieldSlug, Option<Answer>>,
}

#[derive(Debug, Clone)]
pub struct Saved {
    pub by: Acting,
    pub task: TaskKey,
    pub work: Work,
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
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
}

impl Act<Permit<'_>> for Save {
    type Made = Saved;
    type Refused = SaveRefused;

    /// Keeps answers as drafts, cleaned. They may stand already.
    fn decide(&self, permit: Permit<'_, OnTask>, stamp: &Stamp) -> Result<Decision<Saved>, SaveRefused> {
        permit.may_now(Permission::FillFields)?;
        let task = permit.task();
        if task.work.closed >= task.state.rounds.current() {
            // Rows that are asked for together are read one by one, and the state came first: the task was completed
            // just now, in between, or somebody decided in it, which the next act is told.
            return Err(WorkRefused::TaskDone { at: stamp.now }.into());
        }
        let save = self.read(&task.spec);
        let unfit: Vec<_> = save
            .answers
            .iter()
            .filter_map(|(slug, answer)| {
                let flaw = match (task.spec.field(slug), answer) {
                    (None, _) => Some(Flaw::WrongShape),
                    (Some(_), None) => None,
                    (Some(field), Some(answer)) => field.fits(answer).err(),
                };
                flaw.map(|flaw| (slug.clone(), flaw))
            })
            .collect();
        if !unfit.is_empty() {
            return Err(SaveRefused::Unfit { fields: unfit });
        }
        let changes = save.changes(&task.work)?;
        if changes.is_empty() {
            return Ok(Decision::Already(Saved { by: permit.unchanged(), task: task.key(), work: task.work.clone() }));
        }
        permit.may_change(changes.keys().copied())?;
        let mut work = task.work.clone();
        let (since, by) = (task.work.version + 1, permit.whose());
        work.changed = work.changed.by(permit.through(), since);
        for (slug, answer) in &changes {
            // A cleared field keeps its place, so that an older page cannot bring the answer back unseen.
            let answer = (*answer).clone().unwrap_or(Answer::Text(String::new()));
            work.answers.insert((*slug).clone(), Draft { answer, since, by });
        }
        if work.bytes() > MAX_ANSWER_BYTES {
            return Err(SaveRefused::TooMuch);
        }
        let used = permit.used();
        let used = Used { spent: used.spent.saved(stamp.now)?, ..used };
        let fields = changes.into_keys().cloned().collect();
        let fact = WorkFact::FieldChanged { task: task.slug().clone(), fields };
        let change = permit.record_with(fact, used, stamp);
        Ok(change.map(|by| Saved { by, task: task.key(), work }).into())
    }
}

impl Save {
    /// The same answers as they are judged and kept. What a page was told in its language was read before.
    fn read(&self, spec: &Spec) -> Self {
        let work = PatternWork::of_a_page();
        let read = |(slug, answer): (&FieldSlug, &Option<Answer>)| {
            let read = answer.clone().map(|answer| match spec.field(slug) {
                Some(field) => field.in_letters_of_pattern(field.read(answer, None), &work),
                None => answer,
            });
            (slug.clone(), read)
        };
        Self { base: self.base, answers: self.answers.iter().map(read).collect() }
    }

    /// The answers that differ from what stands, unless somebody changed one of them since.
    fn changes<'a>(&'a self, work: &Work) -> Result<BTreeMap<&'a FieldSlug, &'a Option<Answer>>, SaveRefused> {
        let typed =
            |answer: &'a Option<Answer>| answer.as_ref().filter(|a| !matches!(a, Answer::Text(t) if t.is_empty()));
        let differs = |(slug, answer): &(&FieldSlug, &'a Option<Answer>)| work.answer(slug) != typed(answer);
        let changes: BTreeMap<_, _> = self.answers.iter().filter(differs).collect();
        // Of a version that there never was nothing is known.
        let base = if self.base > work.version { 0 } else { self.base };
        let overtaken: BTreeMap<_, _> = changes
            .keys()
            .filter(|slug| work.answers.get(**slug).is_some_and(|d| d.since > base))
            .map(|slug| ((*slug).clone(), work.answer(slug).cloned()))
            .collect();
        if overtaken.is_empty() {
            Ok(changes)
        } else {
            Err(SaveRefused::ChangedElsewhere { fields: overtaken, version: work.version })
        }
    }
}

#[cfg(test)]
mod tests;
