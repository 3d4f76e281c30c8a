//! Completes tasks: everything required is there, those who waited may start, the guest has a receipt.

mod complete;

use http::Method;
use vestibule_web::{reception::Reception, routes::Routes};

/// What completing works with.
#[derive(Debug, Clone)]
pub struct CompleteTask {
    pub reception: Reception,
}

pub fn routes() -> Routes<CompleteTask> {
    Routes::new("complete-task").guest(Method::POST, "/p/{share}/tasks/{task}/complete", complete::complete)
}
