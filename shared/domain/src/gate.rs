//! Who gets in: the only maker of an [`Admission`], which every act of a guest asks for.

use jiff::Timestamp;

use crate::{
    run::Run,
    session::Session,
    share::{Permission, Share, Standing},
    slug::TaskSlug,
    task::Task,
};

/// Proof that a session opens a share at this instant. Reading needs no more; acting needs
/// [`Admission::to_work_on`].
#[derive(Debug, Clone, Copy)]
pub struct Admission<'a> {
    share: &'a Share,
}

/// Why a session does not open the share.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The link was rotated or its password changed since: open it again.
    #[error("this session has ended")]
    SessionEnded,
    #[error("this link has been revoked")]
    Revoked { at: Timestamp },
    #[error("this link has expired")]
    Expired { at: Timestamp },
    #[error("this link's access count is exceeded")]
    Exhausted,
    #[error("what this link was for is already completed")]
    Completed { at: Timestamp },
}

/// Why a guest who is in may not do this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkRefused {
    /// Also for tasks that exist but are not in the share.
    #[error("there is no such task in this share")]
    NoSuchTask,
    #[error("this share does not include the permission {permission:?}")]
    NotPermitted { permission: Permission },
    #[error("this task is already completed")]
    TaskDone { at: Timestamp },
    #[error("this task waits for another one to be completed")]
    Waiting { on: Vec<TaskSlug> },
}

/// Admits a session to a share. Sessions outlast an exhausted access count, which limits openings,
/// and a completed share, which stays readable until it expires.
pub fn admit<'a>(share: &'a Share, session: &Session, now: Timestamp) -> Result<Admission<'a>, Denied> {
    match share.standing(now) {
        Standing::Revoked { at } => return Err(Denied::Revoked { at }),
        Standing::Expired { at } => return Err(Denied::Expired { at }),
        Standing::Completed { at } if share.is_past(now) => return Err(Denied::Completed { at }),
        Standing::Completed { .. } | Standing::Exhausted | Standing::Open => {}
    }
    if session.share == share.id && session.epoch == share.epoch {
        Ok(Admission { share })
    } else {
        Err(Denied::SessionEnded)
    }
}

impl<'a> Admission<'a> {
    pub fn share(&self) -> &'a Share {
        self.share
    }

    /// Whether a task is in the share at all.
    pub fn includes(&self, task: &TaskSlug) -> bool {
        self.share.scope.tasks.contains(task)
    }

    pub fn may(&self, permission: Permission) -> Result<(), WorkRefused> {
        if self.share.permissions.contains(&permission) {
            Ok(())
        } else {
            Err(WorkRefused::NotPermitted { permission })
        }
    }

    /// Reading in a task of the share.
    pub fn to_read(&self, task: &Task) -> Result<(), WorkRefused> {
        let shared = task.run == self.share.scope.run && self.includes(&task.slug);
        if shared { Ok(()) } else { Err(WorkRefused::NoSuchTask) }
    }

    /// Acting in an unfinished task of the share whose turn it is.
    pub fn to_work_on(&self, task: &Task, run: &Run, permission: Permission) -> Result<(), WorkRefused> {
        self.to_read(task)?;
        if run.id != task.run {
            return Err(WorkRefused::NoSuchTask);
        }
        if let Some(completion) = &task.completion {
            return Err(WorkRefused::TaskDone { at: completion.at });
        }
        self.may(permission)?;
        let on = run.waiting_on(&task.slug);
        if on.is_empty() { Ok(()) } else { Err(WorkRefused::Waiting { on }) }
    }
}

#[cfg(test)]
mod tests;
