//! The proof that every act on a task asks for: who works, and on what. Guests have it by their admission, members and
//! responders by an assignment, without any act knowing.

use jiff::Timestamp;

use super::{admission::Admission, assignment::Assignment};
use crate::{
    audit::{Head, Stamp},
    change::Change,
    file::UploadLimits,
    outbox::{Bundle, Message},
    run::Progress,
    share::{Gate, Permission, Share, Spent},
    step::StepGate,
    task::{Assignee, CommentFrom, Task, WorkFact},
    value::{FieldSlug, Locale, PersonName, Place, RecipientId, TaskSlug, Through},
};

/// A task with the progress of its run, and what else an act names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnTask<T = ()> {
    pub progress: Progress,
    pub task: Task,
    pub also: T,
}

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

/// What an act leaves with its actor: the state that holds the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub enum Acting {
    Guest(Gate),
    Assignee(StepGate),
}

impl Acting {
    /// Where the actor's trail ends.
    pub(crate) fn head(&self) -> Head {
        match self {
            Self::Guest(gate) => gate.head,
            Self::Assignee(gate) => gate.head,
        }
    }
}

/// What an act uses up, counted with its actor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Used {
    pub(crate) spent: Spent,
    pub(crate) comments: u32,
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
    /// What is decided on stays as it is, from the first decision on.
    #[error("{by} has decided on what there was already")]
    BeingDecided { by: PersonName, at: Timestamp },
    #[error("this task is completed by a decision")]
    ToBeDecided,
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
            return Err(WorkRefused::TaskDone { at: completion.at });
        }
        self.may(permission)?;
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
            Worker::Guest(guest) => Assignee::guest(&guest.share().terms.recipient.email),
            Worker::Assignee(assignee) => Assignee::Member(assignee.member().sub.clone()),
        }
    }

    /// As whom they may have worked elsewhere: who has an account may have come by a link before.
    pub(crate) fn known_as(&self) -> [RecipientId; 2] {
        match self.worker {
            Worker::Guest(guest) => [guest.share().recipient(); 2],
            Worker::Assignee(assignee) => {
                let member = assignee.member();
                [self.recipient(), RecipientId::of(&member.org, &member.email)]
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

    /// What the actor used up so far.
    pub(crate) fn used(&self) -> Used {
        match self.worker {
            Worker::Guest(guest) => {
                let Gate { spent, comments, .. } = guest.share().gate;
                Used { spent, comments }
            }
            Worker::Assignee(assignee) => {
                let StepGate { spent, comments, .. } = *assignee.gate();
                Used { spent, comments }
            }
        }
    }

    /// Records what was done.
    pub(crate) fn record(&self, fact: WorkFact, stamp: &Stamp) -> Change<Acting> {
        self.record_with(fact, self.used(), stamp)
    }

    /// Records what was done, which also uses something up.
    pub(crate) fn record_with(&self, fact: WorkFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        self.record_moving(fact, used, |_| {}, stamp)
    }

    /// Records what was done, which also moves the share, if it is done through one.
    pub(crate) fn record_moving(
        &self,
        fact: WorkFact,
        Used { spent, comments }: Used,
        moved: impl FnOnce(&mut Gate),
        stamp: &Stamp,
    ) -> Change<Acting> {
        match self.worker {
            Worker::Guest(guest) => {
                let share = guest.share().with(|gate| {
                    (gate.spent, gate.comments) = (spent, comments);
                    moved(gate);
                });
                Change::new(share, stamp, fact.into(), []).map(|share| Acting::Guest(share.gate))
            }
            Worker::Assignee(assignee) => {
                let gate = assignee.gate().with(|gate| (gate.spent, gate.comments) = (spent, comments));
                Change::new(gate, stamp, fact.into(), []).map(Acting::Assignee)
            }
        }
    }

    /// Records what was done, of which the share's creator is told by mail: within some minutes, together with what else
    /// happens until then. Of what assignees do nobody is told.
    pub(crate) fn record_as_news(&self, fact: WorkFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        let bundle = self.share().and_then(|share| Bundle::begin(share.gate.news_until, stamp.now));
        let moved = |gate: &mut Gate| gate.news_until = bundle.map(|bundle| bundle.until).or(gate.news_until);
        let mail = self.share().zip(bundle).map(|(share, bundle)| Message::GuestNews { share: share.id(), bundle });
        self.record_moving(fact, used, moved, stamp).mail(stamp, mail)
    }

    /// The actor's state as it is.
    pub(crate) fn unchanged(&self) -> Acting {
        match self.worker {
            Worker::Guest(guest) => Acting::Guest(guest.share().gate.clone()),
            Worker::Assignee(assignee) => Acting::Assignee(assignee.gate().clone()),
        }
    }
}

#[cfg(test)]
mod tests;
