//! The proof that every act on a task asks for: who works, and on what. Guests have it by their admission; others will
//! by an assignment, without any act knowing.

use jiff::Timestamp;

use super::admission::Admission;
use crate::{
    audit::{Head, Stamp},
    change::Change,
    file::UploadLimits,
    outbox::{Bundle, Message},
    run::Progress,
    share::{Gate, Permission, Share, ShareFact, SharedFiles},
    task::{Spec, Task},
    value::{FieldSlug, Locale, PersonName, Place, RecipientId, ShareId, TaskSlug},
};

/// A task with the progress of its run, and what else an act names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnTask<T = ()> {
    pub progress: Progress,
    pub task: Task,
    pub also: T,
}

/// What the tasks of a share ask for, with what else an act on their files names. Of descriptions that are not in the
/// share nothing is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnFiles<T> {
    pub specs: Vec<Spec>,
    pub also: T,
}

/// Proof that somebody may act in a task, or on the files of their tasks, which it holds, as far as they have the permission. Only an
/// [`Admission`] makes one.
#[derive(Debug)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct Permit<'a, S = OnTask> {
    worker: Worker<'a>,
    subject: &'a S,
}

#[derive(Debug, Clone, Copy)]
enum Worker<'a> {
    Guest(Admission<'a>),
}

/// What an act leaves with its actor: the state that holds the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acting {
    Guest(Gate),
}

impl Acting {
    /// Where the actor's trail ends.
    pub(crate) fn head(&self) -> Head {
        let Self::Guest(gate) = self;
        gate.head
    }
}

/// Why somebody who is in may not do this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkRefused {
    /// Also for tasks that exist but are not in the share.
    #[error("there is no such task in this share")]
    NoSuchTask,
    #[error("this share does not include the permission {permission:?}")]
    NotPermitted { permission: Permission },
    #[error("this task is already completed")]
    TaskDone { at: Timestamp },
    /// They were sent in an earlier round, and not handed back.
    #[error("this was sent and not handed back, so it cannot change: {}", fields.iter().map(FieldSlug::as_str).collect::<Vec<_>>().join(", "))]
    NotHandedBack { fields: Vec<FieldSlug> },
    #[error("this task waits for another one to be completed")]
    Waiting { on: Vec<TaskSlug> },
}

impl<'a> Admission<'a> {
    /// Whether a task is in the share, so that its guest may look at it.
    pub fn sees(self, task: &Task) -> bool {
        let scope = &self.share().terms.scope;
        scope.place() == Place::Run(task.run) && scope.includes(task.slug())
    }

    /// With each permission, to act in a task of the share.
    pub fn permit<T>(self, subject: &'a OnTask<T>) -> Result<Permit<'a, OnTask<T>>, WorkRefused> {
        if self.sees(&subject.task) && subject.progress.run == subject.task.run {
            Ok(Permit { worker: Worker::Guest(self), subject })
        } else {
            Err(WorkRefused::NoSuchTask)
        }
    }

    /// With each permission, to act on the files of the share's tasks.
    pub fn permit_files<T>(self, subject: &'a OnFiles<T>) -> Permit<'a, OnFiles<T>> {
        Permit { worker: Worker::Guest(self), subject }
    }
}

impl<'a, T> Permit<'a, OnFiles<T>> {
    /// What may be fetched.
    pub(crate) fn files(&self) -> SharedFiles {
        self.share().files(&self.subject.specs)
    }

    pub(crate) fn also(&self) -> &'a T {
        &self.subject.also
    }
}

impl<'a, T> Permit<'a, OnTask<T>> {
    pub fn task(&self) -> &'a Task {
        &self.subject.task
    }

    pub(crate) fn progress(&self) -> &'a Progress {
        &self.subject.progress
    }

    pub(crate) fn also(&self) -> &'a T {
        &self.subject.also
    }

    /// Whether the act is allowed in this task now: it is unfinished, and its turn has come.
    pub(crate) fn may_now(&self, permission: Permission) -> Result<(), WorkRefused> {
        if let Some(completion) = &self.task().state.completion {
            return Err(WorkRefused::TaskDone { at: completion.at });
        }
        self.may(permission)?;
        let on = self.progress().waiting_on(&self.task().spec);
        if on.is_empty() { Ok(()) } else { Err(WorkRefused::Waiting { on }) }
    }

    /// Whether these fields can change in the round that the task is in.
    pub(crate) fn may_change<'f>(&self, fields: impl IntoIterator<Item = &'f FieldSlug>) -> Result<(), WorkRefused> {
        let state = &self.task().state;
        let fields: Vec<_> = fields.into_iter().filter(|field| !state.is_open(field)).cloned().collect();
        if fields.is_empty() { Ok(()) } else { Err(WorkRefused::NotHandedBack { fields }) }
    }
}

impl<'a, S> Permit<'a, S> {
    /// In which the actor reads and writes.
    pub fn locale(&self) -> Locale {
        self.share().terms.recipient.locale
    }

    /// Whether the act is allowed at all.
    pub(crate) fn may(&self, permission: Permission) -> Result<(), WorkRefused> {
        let Worker::Guest(guest) = self.worker;
        if guest.share().terms.permissions.contains(&permission) {
            Ok(())
        } else {
            Err(WorkRefused::NotPermitted { permission })
        }
    }

    /// The share through which it is done.
    pub(crate) fn share(&self) -> &'a Share {
        let Worker::Guest(guest) = self.worker;
        guest.share()
    }

    pub(crate) fn share_id(&self) -> ShareId {
        self.share().id()
    }

    /// Who does it, whichever of their shares they come by.
    pub(crate) fn recipient(&self) -> RecipientId {
        self.share().recipient()
    }

    /// The name under which it is done.
    pub(crate) fn author(&self) -> PersonName {
        self.share().terms.recipient.name.clone()
    }

    pub(crate) fn upload_limits(&self) -> &'a UploadLimits {
        &self.share().terms.limits
    }

    /// Records what was done.
    pub(crate) fn record(&self, fact: ShareFact, stamp: &Stamp) -> Change<Acting> {
        self.record_with(fact, |_| {}, stamp)
    }

    /// Records what was done, which also moves the share.
    pub(crate) fn record_with(&self, fact: ShareFact, moved: impl FnOnce(&mut Gate), stamp: &Stamp) -> Change<Acting> {
        let share = self.share().with(moved);
        Change::new(share, stamp, fact, []).map(|share| Acting::Guest(share.gate))
    }

    /// Records what was done, of which the share's creator is told by mail: within some minutes, together with what else
    /// happens until then.
    pub(crate) fn record_as_news(
        &self,
        fact: ShareFact,
        moved: impl FnOnce(&mut Gate),
        stamp: &Stamp,
    ) -> Change<Acting> {
        let bundle = Bundle::begin(self.share().gate.news_until, stamp.now);
        let moved = |gate: &mut Gate| {
            gate.news_until = bundle.map(|bundle| bundle.until).or(gate.news_until);
            moved(gate);
        };
        let mail = bundle.map(|bundle| Message::GuestNews { share: self.share_id(), bundle });
        self.record_with(fact, moved, stamp).mail(stamp, mail)
    }

    /// The actor's state as it is.
    pub(crate) fn unchanged(&self) -> Acting {
        Acting::Guest(self.share().gate.clone())
    }
}

#[cfg(test)]
mod tests;
