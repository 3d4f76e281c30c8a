//! What completing a task moves, whether somebody completes it or a decision does.

use crate::{
    audit::Stamp,
    change::Change,
    gate::{Acting, OnTask, Permit, Used},
    outbox::{Bundle, Message, Notice},
    run::{Listed, Listing, Progress, Run},
    share::{Gate, Share},
    task::{Completion, StepDecision, Task, TaskState, Work, WorkFact},
    value::{RecipientId, ShareId, TaskSlug, UploadId},
};

/// A task as it is once it is completed, and what its record tells of that.
pub(super) struct Finished {
    pub(super) state: TaskState,
    pub(super) work: Work,
    pub(super) progress: Progress,
    /// The actor's.
    pub(super) files: Vec<UploadId>,
    pub(super) left_out: Vec<UploadId>,
    pub(super) unlocked: Vec<TaskSlug>,
    pub(super) listings: Vec<Listing>,
    result: Option<StepDecision>,
}

impl Finished {
    /// After a result that does not pass, those that come after go on waiting.
    pub(super) fn of<T>(
        permit: &Permit<'_, OnTask<T>>,
        run: &Run,
        state: &TaskState,
        result: Option<StepDecision>,
        stamp: &Stamp,
    ) -> Self {
        let task = permit.task();
        let mut state = state.clone();
        let left_out = state.files.iter().filter(|(_, mark)| mark.stage.is_pending()).map(|(id, _)| *id).collect();
        state.files.retain(|_, mark| mark.stage.is_kept());
        state.rounds.open.clear();
        state.rounds.asked.clear();
        state.workers.extend(task.work.authors().chain(permit.whose().other));
        let closed = state.rounds.current();
        let mut progress = if result.is_some() { permit.progress().moved() } else { permit.progress().clone() };
        progress.done.set(task.spec.index, true);
        if result.is_some_and(|result| !result.passes()) {
            progress.held.set(task.spec.index, true);
        }
        Self {
            files: files_of(&state, permit.recipient()),
            left_out,
            unlocked: run.freed_by(task.spec.index, &progress),
            listings: Listing::of_all(run, &task.spec, &state.step, Listed::Done { at: stamp.now }),
            state,
            work: Work { closed, ..task.work.clone() },
            progress,
            result,
        }
    }

    /// Records it, with the receipt for the guest.
    pub(super) fn record<T>(
        mut self,
        permit: &Permit<'_, OnTask<T>>,
        used: Used,
        fact: WorkFact,
        last: bool,
        stamp: &Stamp,
    ) -> Change<(Acting, Self)> {
        record(permit, used, fact, last, stamp).map(|by| {
            self.state.completion = Some(Completion {
                at: stamp.now,
                by: permit.author(),
                through: permit.through(),
                recipient: permit.recipient(),
                record: by.head(),
                result: self.result,
            });
            (by, self)
        })
    }
}

/// Whether nothing is left to do in the share, if it is done through one.
pub(super) fn is_last<T>(permit: &Permit<'_, OnTask<T>>, run: &Run) -> bool {
    let Task { spec, .. } = permit.task();
    let mut progress = permit.progress().clone();
    progress.done.set(spec.index, true);
    permit.share().is_some_and(|share| share.is_finished(run, &progress))
}

/// Records what a guest has a receipt of.
pub(super) fn record<T>(
    permit: &Permit<'_, OnTask<T>>,
    used: Used,
    fact: WorkFact,
    last: bool,
    stamp: &Stamp,
) -> Change<Acting> {
    let until = |share: &Share| Bundle::begin(share.gate.receipt_until, stamp.now);
    let bundle = permit.share().and_then(until).filter(|_| !last);
    let decided = matches!(fact, WorkFact::Responded { .. }).then(|| permit.task().slug().clone());
    let place = decided.as_ref().zip(permit.share()).and_then(|(task, share)| share.terms.scope.place_of(task));
    let moved = |gate: &mut Gate| {
        gate.completed_at = gate.completed_at.or(last.then_some(stamp.now));
        gate.receipt_until = bundle.map(|bundle| bundle.until).or(gate.receipt_until);
        if let Some(place) = place {
            gate.decided.set(place, true);
        }
    };
    let mails = permit.share().map(|share| mails(share.id(), decided, last, bundle));
    permit.record_moving(fact, used, moved, stamp).mail(stamp, mails.unwrap_or_default())
}

/// The creator is told of each decision, and of the last task. The guest gets one receipt of all once nothing is left to do, and before that
/// one of what they complete within some minutes: three tasks in a row are no three mails.
fn mails(share: ShareId, decided: Option<TaskSlug>, last: bool, bundle: Option<Bundle>) -> Vec<Message> {
    if last {
        let about = Notice::Completed;
        return vec![Message::OwnerNotice { share, about }, Message::Receipt { share, bundle: None }];
    }
    let notice = decided.map(|task| Message::OwnerNotice { share, about: Notice::Decided { task } });
    notice.into_iter().chain(bundle.map(|bundle| Message::Receipt { share, bundle: Some(bundle) })).collect()
}

/// The files of one person that count.
pub(super) fn files_of(state: &TaskState, recipient: RecipientId) -> Vec<UploadId> {
    state.sent_by(recipient).filter(|(_, mark)| mark.stage.is_clean()).map(|(id, _)| *id).collect()
}
