//! What steps work with, and the step that most routes name.

use vestibule_cloud::files::Files;
use vestibule_domain::task::{Assignee, TaskKey};
use vestibule_web::door::Staff;

#[derive(Debug, Clone)]
pub struct Steps {
    pub staff: Staff,
    pub files: Files,
    /// Whether a malware scanner judges what comes in before it counts.
    pub scanned: bool,
}

/// The step of a route: it is named by its run and task.
pub(crate) type Named = TaskKey;

/// Somebody, as a step names them.
pub(crate) fn who(sub: &str) -> Assignee {
    Assignee::Member(sub.to_owned())
}
