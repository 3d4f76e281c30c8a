//! Completing a task: everything required is there, those who waited may start, the guest has a receipt.

use std::collections::BTreeMap;

use super::finish::{Finished, is_last};
use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    file::Stage,
    gate::{Acting, OnTask, Permit, WorkRefused},
    run::{Listing, Progress, Run},
    share::Permission,
    task::{
        Answer, Basis, Field, FileMark, Flaw, PatternWork, Task, TaskKey, TaskState, Work, WorkFact, kind::FileField,
    },
    value::{FieldSlug, RecipientId},
};

/// Completes the task if nothing is missing. All flaws are told at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Complete {
    /// What was read before.
    pub basis: Basis,
}

#[derive(Debug, Clone)]
pub struct Completed {
    pub by: Acting,
    pub task: TaskKey,
    pub state: TaskState,
    /// Closed, so that an answer on its way cannot come after the completion.
    pub work: Work,
    pub progress: Progress,
    pub listings: Vec<Listing>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompleteRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    /// Something of it is another than what was read.
    #[error("what is sent has changed since it was read")]
    Changed,
    #[error("some answers are missing or not right yet")]
    Incomplete { fields: Vec<(FieldSlug, Flaw)> },
}

impl Act<Permit<'_, OnTask<Run>>> for Complete {
    type Made = Completed;
    type Refused = CompleteRefused;

    /// It stands already for the guest who completed it: the same receipt again. To the guest of another share the task
    /// is just done.
    fn decide(&self, permit: Permit<'_, OnTask<Run>>, stamp: &Stamp) -> Result<Decision<Completed>, CompleteRefused> {
        let (task, run) = (permit.task(), permit.also());
        if run.id != task.run {
            return Err(WorkRefused::NoSuchTask.into());
        }
        if task.is_completed_by(permit.recipient()) {
            let (state, work, progress) = (task.state.clone(), task.work.clone(), permit.progress().clone());
            return Ok(Decision::Already(Completed {
                by: permit.unchanged(),
                task: task.key(),
                state,
                work,
                progress,
                listings: vec![],
            }));
        }
        permit.may_now(Permission::CompleteTask)?;
        if task.is_decided() {
            return Err(WorkRefused::ToBeDecided.into());
        }
        if !Basis::of(task, &BTreeMap::new()).holds_to_the_letter(&self.basis, task) {
            return Err(CompleteRefused::Changed);
        }
        let fields = flaws(task, permit.recipient());
        if !fields.is_empty() {
            return Err(CompleteRefused::Incomplete { fields });
        }
        let finished = Finished::of(&permit, run, &task.state, None, stamp);
        let last = is_last(&permit, run);
        let fact = WorkFact::TaskCompleted {
            task: task.slug().clone(),
            round: finished.state.rounds.current(),
            files: finished.files.clone(),
            unlocked: finished.unlocked.clone(),
            last,
            left_out: finished.left_out.clone(),
            answers_sha256: task.work.digest(),
        };
        let change = finished.record(&permit, permit.used(), fact, last, stamp);
        Ok(change
            .map(|(by, Finished { state, work, progress, listings, .. })| Completed {
                by,
                task: task.key(),
                state,
                work,
                progress,
                listings,
            })
            .into())
    }
}

/// Everything that stands between a task and its completion by the guest of a share, in the order of its fields.
/// Answers and files are the task's, by whomever they were given; what another guest still sends is not waited for.
pub fn flaws(task: &Task, recipient: RecipientId) -> Vec<(FieldSlug, Flaw)> {
    let work = PatternWork::unbounded();
    let flaw = |field: &Field| match (field.kind.as_files(), task.work.answer(&field.slug).filter(|a| !a.is_blank())) {
        (Some(asked), _) => file_flaw(task, recipient, field, asked),
        (None, None) => field.required.then(|| field.kind.as_type().missing()),
        (None, Some(answer)) => field.check_within(answer, &work).err(),
    };
    let to_others = |field: &Field| task.state.is_left_to_others(&field.slug, recipient, &task.work);
    let flaw = |field: &Field| flaw(field).or_else(|| to_others(field).then_some(Flaw::LeftToOthers));
    task.spec.fields.iter().filter_map(|f| flaw(f).map(|flaw| (f.slug.clone(), flaw))).collect()
}

/// What is wrong with the answers that are there, in the order of their fields, as far as there is work left to tell:
/// completing the task tells all of it.
pub fn wrong(task: &Task, work: &PatternWork) -> Vec<(FieldSlug, Flaw)> {
    let filled = |field: &Field| task.work.answer(&field.slug).filter(|answer| !answer.is_blank());
    let flaw = |field: &Field| Some((field.slug.clone(), field.check_within(filled(field)?, work).err()?));
    task.spec.fields.iter().filter_map(flaw).collect()
}

/// How many answers a task lacks: those that are required, and files where more are asked for than have come. It judges
/// no answer that is there, so it costs little.
pub fn missing(task: &Task, recipient: RecipientId) -> usize {
    let is_missing = |field: &&Field| match field.kind.as_files() {
        Some(asked) => {
            let is_there = |mark: &&FileMark| mark.stage.is_clean() || is_coming(mark, recipient);
            let count = task.state.files.values().filter(|mark| mark.field == field.slug).filter(is_there).count();
            let flaw = asked.check_count(u32::try_from(count).unwrap_or(u32::MAX), field.required).err();
            matches!(flaw, Some(Flaw::FileRequired | Flaw::TooFewFiles { .. }))
        }
        None => field.required && task.work.answer(&field.slug).is_none_or(Answer::is_blank),
    };
    task.spec.fields.iter().filter(is_missing).count()
}

/// How many files of a guest are still being received or checked.
pub fn coming(task: &Task, recipient: RecipientId) -> usize {
    task.state.files.values().filter(|mark| is_coming(mark, recipient)).count()
}

/// An announcement alone may never be kept.
fn is_coming(mark: &FileMark, recipient: RecipientId) -> bool {
    mark.recipient == recipient && mark.stage.is_pending() && mark.stage != Stage::Expected
}

fn file_flaw(task: &Task, recipient: RecipientId, field: &Field, asked: &FileField) -> Option<Flaw> {
    let of_field = || task.state.files.values().filter(|mark| mark.field == field.slug);
    if of_field().any(|mark| is_coming(mark, recipient)) {
        return Some(Flaw::FilePending);
    }
    let count = u32::try_from(of_field().filter(|mark| mark.stage.is_clean()).count()).unwrap_or(u32::MAX);
    asked.check_count(count, field.required).err()
}

#[cfg(test)]
mod tests;
