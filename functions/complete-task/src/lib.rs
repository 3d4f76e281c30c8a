//! Completes tasks: everything required is there, those who waited may start, the guest has a receipt.

mod complete;

use axum::{Router, extract::FromRef};
use http::Method;
use vestibule_web::{
    door::{Guests, Routes},
    start::{Start, StartError},
};

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

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, guests) = (start.site(), Guests::from_start(start));
    let (site, guests) = (site?, guests.await?);
    Ok(routes().into_router(CompleteTask { guests }, site, &start.clock))
}

pub fn routes() -> Routes<CompleteTask> {
    Routes::new("complete-task").guest(Method::POST, "/p/{share}/tasks/{task}/complete", complete::complete)
}
