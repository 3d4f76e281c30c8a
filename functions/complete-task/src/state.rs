//! What completing works with.

use axum::extract::FromRef;
use vestibule_web::door::Guests;

/// What completing works with.
#[derive(Debug, Clone)]
pub struct CompleteTask {
    pub guests: Guests,
}

impl FromRef<CompleteTask> for Guests {
    fn from_ref(complete_task: &CompleteTask) -> Self {
        complete_task.guests.clone()
    }
}
