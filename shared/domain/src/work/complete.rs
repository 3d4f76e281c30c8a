//! Completing a task: everything required is there, those who waited may start, the guest has a receipt.

use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    file::Stage,
    gate::{Acting, OnTask, Permit, WorkRefused},
    outbox::{Bundle, Message, Notice},
    run::{Progress, Run},
    share::{Gate, Permission, ShareFact},
    task::{Answer, Completion, Field, FileMark, Flaw, PatternWork, Task, TaskKey, TaskState, Work, kind::FileField},
    value::{FieldSlug, RecipientId, ShareId},
};

/// Completes the task if nothing is missing. All flaws are told at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Complete;

#[derive(Debug, Clone)]
pub struct Completed {
    pub by: Acting,
    pub task: TaskKey,
    pub state: TaskState,
    /// Closed, so that an answer on its way cannot come after the completion.
    pub work: Work,
    pub progress: Progress,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompleteRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("some answers are missing or not right yet")]
    Incomplete { fields: Vec<(FieldSlug, Flaw)> },
}

impl Act<Permit<'_, OnTask<Run>>> for Complete {
    type Made = Completed;
    type Refused = CompleteRefused;

    /// It stands already for the guest who completed it: the same receipt again. To the guest of another share the task
    /// is just done.
    fn decide(&self, permit: Permit<'_, OnTask<Run>>, stamp: &Stamp) -> Result<Decision<Completed>, CompleteRefused> {
        let (task, share, run) = (permit.task(), permit.share(), permit.also());
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
            }));
        }
        permit.may_now(Permission::CompleteTask)?;
        let fields = flaws(task, permit.recipient());
        if !fields.is_empty() {
            return Err(CompleteRefused::Incomplete { fields });
        }
        let mut state = task.state.clone();
        let left_out = state.files.iter().filter(|(_, mark)| mark.stage.is_pending()).map(|(id, _)| *id).collect();
        state.files.retain(|_, mark| mark.stage.is_kept());
        state.rounds.open.clear();
        let round = state.rounds.current();
        let work = Work { closed: round, ..task.work.clone() };
        let mut progress = permit.progress().clone();
        progress.done.set(task.spec.index, true);
        let last = share.terms.scope.is_finished(run, &progress);
        let counted = state.sent_by(permit.recipient()).filter(|(_, mark)| mark.stage.is_clean());
        let fact = ShareFact::TaskCompleted {
            task: task.slug().clone(),
            round,
            files: counted.map(|(id, _)| *id).collect(),
            unlocked: run.freed_by(task.spec.index, &progress),
            last,
            left_out,
        };
        let bundle = Bundle::begin(share.gate.receipt_until, stamp.now).filter(|_| !last);
        let moved = |gate: &mut Gate| {
            gate.completed_at = gate.completed_at.or(last.then_some(stamp.now));
            gate.receipt_until = bundle.map(|bundle| bundle.until).or(gate.receipt_until);
        };
        let change = permit.record_with(fact, moved, stamp).map(|by| {
            let record = by.head();
            let (by_whom, recipient) = (permit.author(), permit.recipient());
            state.completion = Some(Completion { at: stamp.now, by: by_whom, share: share.id(), recipient, record });
            Completed { by, task: task.key(), state, work, progress }
        });
        Ok(change.mail(stamp, mails(share.id(), last, bundle)).into())
    }
}

/// The creator is told of the last task. The guest gets one receipt of all once nothing is left to do, and before that
/// one of what they complete within some minutes: three tasks in a row are no three mails.
fn mails(share: ShareId, last: bool, bundle: Option<Bundle>) -> Vec<Message> {
    if last {
        let about = Notice::Completed;
        return vec![Message::OwnerNotice { share, about }, Message::Receipt { share, bundle: None }];
    }
    bundle.map(|bundle| Message::Receipt { share, bundle: Some(bundle) }).into_iter().collect()
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
