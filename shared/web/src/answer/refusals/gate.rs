//! Links, sessions and roles that do not let in. What was never ours is one indistinguishable 404.

use vestibule_api::{
    problem::{Conflict, Extension, Kind, Reason},
    staff::NeededRole,
};
use vestibule_domain::{
    Timestamp,
    gate::{NoSession, RevisionRefused, WorkRefused},
    share::{Denied, NotALink, Permission, RequestRefused},
    staff::{Forbidden, Role},
};

use super::conflict;
use crate::answer::{problem::Problem, spelling};

impl From<NotALink> for Problem {
    fn from(NotALink: NotALink) -> Self {
        Self::new(Kind::NotFound, "This link is not valid.")
    }
}

impl From<NoSession> for Problem {
    fn from(NoSession: NoSession) -> Self {
        Self::new(Kind::NotFound, "There is nothing to see here without opening a link. Open yours again.")
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SessionEnded => {
                Self::new(Kind::Unauthorized, "This session has ended. Please open your link again.")
            }
            Denied::Replaced => Self::gone(Reason::Replaced),
            Denied::Revoked { at } => gone(Reason::Revoked, at),
            Denied::Expired { at } => gone(Reason::Expired, at),
            Denied::Exhausted => Self::gone(Reason::Exhausted),
            Denied::Completed { at } => gone(Reason::Completed, at),
        }
    }
}

/// Since this instant.
fn gone(reason: Reason, at: Timestamp) -> Problem {
    Problem::gone(reason).with(Extension { reason: Some(reason), at: Some(at), ..Extension::default() })
}

impl From<RequestRefused> for Problem {
    fn from(RequestRefused::StillWorks: RequestRefused) -> Self {
        conflict("This link still works: open it again.", Conflict::StillWorks)
    }
}

impl From<WorkRefused> for Problem {
    fn from(refused: WorkRefused) -> Self {
        match refused {
            WorkRefused::NoSuchTask => Self::new(Kind::NotFound, "There is no such task."),
            WorkRefused::NotPermitted { permission } => not_permitted(permission),
            WorkRefused::TaskDone { at } => {
                let code = Some(Conflict::TaskDone);
                Self::new(Kind::Conflict, "This task is already completed.").with(Extension {
                    code,
                    completed_at: Some(at),
                    ..Extension::default()
                })
            }
            WorkRefused::NotHandedBack { .. } => conflict(refused.to_string(), Conflict::NotHandedBack),
            WorkRefused::BeingDecided { by, at } => {
                let detail = format!("{by} has decided on what there is already.");
                let (code, by) = (Some(Conflict::BeingDecided), Some(by));
                Self::new(Kind::Conflict, detail).with(Extension { code, by, at: Some(at), ..Extension::default() })
            }
            WorkRefused::ForOthers => conflict("This step is for others to decide now.", Conflict::Assignment),
            WorkRefused::ToBeDecided => conflict("This task is completed by a decision.", Conflict::NotDecidable),
            // Which other task it is may be none of the guest's business.
            WorkRefused::Waiting { .. } => {
                conflict("This task waits for another one to be completed.", Conflict::Waiting)
            }
            WorkRefused::UnderCorrection { .. } => {
                let detail = "What was sent in this task was handed back to be corrected. It can be read here once it is \
                              sent again.";
                conflict(detail, Conflict::Waiting)
            }
        }
    }
}

impl From<RevisionRefused> for Problem {
    fn from(refused: RevisionRefused) -> Self {
        match refused {
            RevisionRefused::NoSuchRevision => Self::new(Kind::NotFound, "There is no such revision."),
            RevisionRefused::NotPermitted { permission } => not_permitted(permission),
            RevisionRefused::Withdrawn { since } => {
                let code = Some(Conflict::Withdrawn);
                Self::new(Kind::Conflict, "This document was withdrawn: its file is not handed out any more.")
                    .with(Extension { code, at: Some(since), ..Extension::default() })
            }
        }
    }
}

/// The share does not let its guest.
fn not_permitted(permission: Permission) -> Problem {
    let permission = Some(spelling::permission(permission));
    Problem::new(Kind::NotPermitted, "This share does not allow that.")
        .with(Extension { permission, ..Extension::default() })
}

impl From<Forbidden> for Problem {
    fn from(forbidden: Forbidden) -> Self {
        match forbidden {
            Forbidden::NoSuchProject => Self::new(Kind::NotFound, "There is no such project."),
            Forbidden::Role { needed, yours } => other_role("This needs another role.", needed, yours),
            Forbidden::NotYours { needed, yours } => {
                let detail = "Initiators manage what they created; this is somebody else's.";
                other_role(detail, needed, yours)
            }
            Forbidden::Nothing => Self::new(Kind::NotFound, "There is nothing here for you."),
            Forbidden::OrgAdmin => takes("This takes an org admin.", NeededRole::OrgAdmin),
            Forbidden::ProjectAdmin => takes("This takes a project admin or an org admin.", NeededRole::ProjectAdmin),
        }
    }
}

pub(super) fn other_role(detail: &str, needed: Role, yours: Role) -> Problem {
    let (needed, yours) = (Some(spelling::needed(needed)), Some(spelling::role(yours)));
    Problem::new(Kind::NotPermitted, detail).with(Extension { needed, yours, ..Extension::default() })
}

/// A role that is not of the project in which something was asked.
fn takes(detail: &str, needed: NeededRole) -> Problem {
    let needed = Some(needed);
    Problem::new(Kind::NotPermitted, detail).with(Extension { needed, ..Extension::default() })
}
