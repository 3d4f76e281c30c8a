//! The proof that every act on a task asks for: who works, and on what. Guests have it by their admission, members and
//! responders by an assignment, without any act knowing.

use super::{
    admission::Admission,
    assignment::Assignment,
    on_task::{OnTask, WorkRefused},
};
use crate::{
    file::UploadLimits,
    run::Progress,
    share::{Permission, Share},
    task::{Assignee, CommentFrom, KnownAs, Task, Whose},
    value::{FieldSlug, Locale, PersonName, Place, RecipientId, Through},
};

/// Proof that somebody may act in a task, which it holds, as far as they have the permission. Only an [`Admission`] or
/// an [`Assignment`] makes one.
#[derive(Debug)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct Permit<'a, S = OnTask> {
    worker: Worker<'a>,
    subject: &'a S,
}

#[derive(Debug, Clone, Copy)]
enum Worker<'a> {
    Guest(Admission<'a>),
    Assignee(Assignment<'a>),
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
}

impl<'a> Assignment<'a> {
    /// To act in the task of the step.
    pub fn permit<T>(self, subject: &'a OnTask<T>) -> Result<Permit<'a, OnTask<T>>, WorkRefused> {
        if self.gate().part.key() == subject.task.key() && subject.progress.run == subject.task.run {
            Ok(Permit { worker: Worker::Assignee(self), subject })
        } else {
            Err(WorkRefused::NoSuchTask)
        }
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
            let (by, at) = (completion.by.clone(), completion.at);
            return Err(if self.task().is_decided() {
                WorkRefused::BeingDecided { by, at }
            } else {
                WorkRefused::TaskDone { at }
            });
        }
        self.may(permission)?;
        if self.share().is_some_and(|share| share.leaves_to_others(self.task())) {
            return Err(WorkRefused::ForOthers);
        }
        // A guest who has decided is done, also where the result waits for others.
        if let Some(at) = self.share().and_then(|share| share.gate.completed_at) {
            return Err(WorkRefused::TaskDone { at });
        }
        if let Some(first) = self.task().state.step.first()
            && matches!(permission, Permission::FillFields | Permission::UploadFiles)
        {
            return Err(WorkRefused::BeingDecided { by: first.by.clone(), at: first.at });
        }
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
        match self.worker {
            Worker::Guest(guest) => guest.share().terms.recipient.locale,
            Worker::Assignee(assignee) => assignee.member().locale,
        }
    }

    /// Whether the act is allowed at all. Assignees are trusted with all that there is to do in their step.
    pub(crate) fn may(&self, permission: Permission) -> Result<(), WorkRefused> {
        match self.worker {
            Worker::Guest(guest) if !guest.share().terms.permissions.contains(&permission) => {
                Err(WorkRefused::NotPermitted { permission })
            }
            Worker::Guest(_) | Worker::Assignee(_) => Ok(()),
        }
    }

    /// By which way it is done.
    pub(crate) fn through(&self) -> Through {
        match self.worker {
            Worker::Guest(guest) => Through::Share(guest.share().id()),
            Worker::Assignee(assignee) => Through::Step(assignee.gate().id()),
        }
    }

    /// The share through which it is done, if it is done through one.
    pub(crate) fn share(&self) -> Option<&'a Share> {
        match self.worker {
            Worker::Guest(guest) => Some(guest.share()),
            Worker::Assignee(_) => None,
        }
    }

    /// The part of a step in which it is done, if it is done in one.
    pub(crate) fn assignment(&self) -> Option<Assignment<'a>> {
        match self.worker {
            Worker::Guest(_) => None,
            Worker::Assignee(assignee) => Some(assignee),
        }
    }

    /// Who does it, whichever of their shares they come by.
    pub(crate) fn recipient(&self) -> RecipientId {
        match self.worker {
            Worker::Guest(guest) => guest.share().recipient(),
            Worker::Assignee(assignee) => RecipientId::of_member(&assignee.member().org, &assignee.member().sub),
        }
    }

    /// Who does it, as a step names them.
    pub(crate) fn assignee(&self) -> Assignee {
        match self.worker {
            Worker::Guest(guest) => guest.share().assignee(),
            Worker::Assignee(assignee) => Assignee::Member(assignee.member().sub.clone()),
        }
    }

    /// Under which name what they decide is known, whichever way they come.
    pub(crate) fn known_by(&self) -> RecipientId {
        match self.worker {
            Worker::Guest(guest) => guest.share().recipient(),
            Worker::Assignee(assignee) => RecipientId::of(&assignee.member().org, &assignee.member().email),
        }
    }

    /// Whose it is what they write and send here.
    pub(crate) fn whose(&self) -> Whose {
        let other = match self.worker {
            Worker::Guest(guest) => guest.share().carrier(),
            Worker::Assignee(_) => Some(self.known_by()),
        };
        Whose { recipient: self.recipient(), other }
    }

    /// As whom they may have worked and decided elsewhere.
    pub(crate) fn known_as(&self) -> KnownAs {
        match self.worker {
            Worker::Guest(guest) => guest.share().known_as(),
            Worker::Assignee(assignee) => {
                let member = assignee.member();
                KnownAs::member(&member.org, &member.sub, &member.email)
            }
        }
    }

    /// The name under which it is done.
    pub(crate) fn author(&self) -> PersonName {
        match self.worker {
            Worker::Guest(guest) => guest.share().terms.recipient.name.clone(),
            Worker::Assignee(assignee) => assignee.member().name.clone(),
        }
    }

    /// On which side it is written.
    pub(crate) fn comments_from(&self) -> CommentFrom {
        match self.worker {
            Worker::Guest(_) => CommentFrom::Guest,
            Worker::Assignee(_) => CommentFrom::Assignee,
        }
    }

    pub(crate) fn upload_limits(&self) -> &'a UploadLimits {
        match self.worker {
            Worker::Guest(guest) => &guest.share().terms.limits,
            Worker::Assignee(assignee) => assignee.limits(),
        }
    }
}

mod record;
mod review;
#[cfg(test)]
mod tests;
