//! Links, sessions and roles that do not let in. What was never ours is one indistinguishable 404.

use serde_json::json;
use vestibule_domain::{
    gate::{NoSession, WorkRefused},
    share::{Denied, NotALink, RequestRefused},
    staff::Forbidden,
};

use crate::answer::problem::{Kind, Problem, Reason};

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
            Denied::Revoked { at } => Self::gone(Reason::Revoked).with("at", json!(at)),
            Denied::Expired { at } => Self::gone(Reason::Expired).with("at", json!(at)),
            Denied::Exhausted => Self::gone(Reason::Exhausted),
            Denied::Completed { at } => Self::gone(Reason::Completed).with("at", json!(at)),
        }
    }
}

impl From<RequestRefused> for Problem {
    fn from(RequestRefused::StillWorks: RequestRefused) -> Self {
        Self::new(Kind::Conflict, "This link still works: open it again.").with("code", "still_works")
    }
}

impl From<WorkRefused> for Problem {
    fn from(refused: WorkRefused) -> Self {
        match refused {
            WorkRefused::NoSuchTask => Self::new(Kind::NotFound, "There is no such task in this share."),
            WorkRefused::NotPermitted { permission } => {
                Self::new(Kind::NotPermitted, "This share does not allow that.").with("permission", json!(permission))
            }
            WorkRefused::TaskDone { at } => Self::new(Kind::Conflict, "This task is already completed.")
                .with("code", "task_done")
                .with("completed_at", json!(at)),
            // Which other task it is may be none of the guest's business.
            WorkRefused::Waiting { .. } => {
                Self::new(Kind::Conflict, "This task waits for another one to be completed.").with("code", "waiting")
            }
        }
    }
}

impl From<Forbidden> for Problem {
    fn from(forbidden: Forbidden) -> Self {
        match forbidden {
            Forbidden::NoSuchProject => Self::new(Kind::NotFound, "There is no such project."),
            Forbidden::Role { needed, yours } => Self::new(Kind::NotPermitted, "This needs another role.")
                .with("needed", json!(needed))
                .with("yours", json!(yours)),
            Forbidden::NotYours => Self::new(
                Kind::NotPermitted,
                "Initiators manage the shares that they created; this one is somebody else's.",
            ),
        }
    }
}
