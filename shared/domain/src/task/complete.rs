//! Completing a task: everything required is there, those who waited may start, the guest has a receipt.

use super::{Completion, FieldKind, Flaw, Task};
use crate::{
    audit::{Event, Stamp},
    change::Change,
    gate::{Admission, WorkRefused},
    id::ShareId,
    outbox::{Message, Notice, TaskCompleted},
    run::Run,
    share::{Permission, Share},
    slug::FieldSlug,
};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompleteRefused {
    #[error(transparent)]
    Work(WorkRefused),
    #[error("some answers are missing or not right yet")]
    Incomplete { fields: Vec<(FieldSlug, Flaw)> },
}

/// What completing came to.
#[derive(Debug)]
pub enum Completed {
    /// It was complete before: the same receipt again, nothing changes.
    Before,
    Now(Box<Change<((Share, Task), Run)>>),
}

impl Task {
    /// Completes the task if nothing is missing. All flaws are told at once.
    pub fn complete(&self, guest: Admission<'_>, run: &Run, stamp: &Stamp) -> Result<Completed, CompleteRefused> {
        match guest.to_work_on(self, run, Permission::CompleteTask) {
            // The receipt is for whoever sent it; to the guest of another share the task is just done.
            Err(WorkRefused::TaskDone { .. }) if self.is_completed_by(guest.share().id) => {
                return Ok(Completed::Before);
            }
            other => other.map_err(CompleteRefused::Work)?,
        }
        let fields = self.flaws(guest.share().id);
        if !fields.is_empty() {
            return Err(CompleteRefused::Incomplete { fields });
        }
        let (mut share, mut task, mut run) = (guest.share().clone(), self.clone(), run.clone());
        task.uploads.retain(|u| u.progress.is_clean());
        task.completion = Some(Completion { at: stamp.now, by: share.recipient.name.clone(), share: share.id });
        let unlocked = run.complete(&self.slug, stamp.now);
        let last = share.scope.tasks.iter().all(|t| run.done.contains_key(t));
        if last {
            share.completed_at = Some(stamp.now);
        }
        let files = task.sent_by(share.id).map(|u| u.manifest.sha256.to_string()).collect();
        let event = Event::TaskCompleted { task: self.slug.clone(), files, unlocked: unlocked.clone(), last };
        let mut messages = vec![Message::TaskCompleted(TaskCompleted {
            org: share.org.clone(),
            project: share.project.clone(),
            run: run.slug.clone(),
            task: self.slug.clone(),
            share: share.id,
            unlocked,
        })];
        if last {
            messages.push(Message::OwnerNotice { share: share.id, about: Notice::Completed });
        }
        let change = Change::new(share, stamp, event, []).with(task).with(run).tell(stamp, messages);
        Ok(Completed::Now(Box::new(change)))
    }

    fn is_completed_by(&self, share: ShareId) -> bool {
        self.completion.as_ref().is_some_and(|completion| completion.share == share)
    }

    /// Everything that stands between the task and its completion by the guest of a share, in the order of
    /// its fields. Answers are the task's, whoever gave them; files are those that this guest sent.
    pub fn flaws(&self, share: ShareId) -> Vec<(FieldSlug, Flaw)> {
        let flaw = |field: &super::Field| match &field.kind {
            FieldKind::File { min, max, .. } => self.file_flaw(share, field, (*min, *max)),
            _ => match self.answer(&field.slug).filter(|a| !a.is_blank()) {
                None if field.required && matches!(field.kind, FieldKind::Checklist { .. }) => Some(Flaw::Unticked),
                None => field.required.then_some(Flaw::Required),
                Some(answer) => answer.check(field).err(),
            },
        };
        self.spec.fields.iter().filter_map(|f| flaw(f).map(|flaw| (f.slug.clone(), flaw))).collect()
    }

    fn file_flaw(&self, share: ShareId, field: &super::Field, (min, max): (Option<u32>, Option<u32>)) -> Option<Flaw> {
        let of_field = || self.sent_by(share).filter(|u| u.field == field.slug);
        let underway = |u: &super::Upload| u.progress.is_pending() && u.progress != crate::upload::Progress::Expected;
        if of_field().any(underway) {
            return Some(Flaw::FilePending);
        }
        let count = u32::try_from(of_field().filter(|u| u.progress.is_clean()).count()).unwrap_or(u32::MAX);
        match (min, max) {
            _ if field.required && count == 0 => Some(Flaw::FileRequired),
            (Some(min), _) if count < min && (field.required || count > 0) => Some(Flaw::TooFewFiles { min }),
            (_, Some(max)) if count > max => Some(Flaw::TooManyFiles { max }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
