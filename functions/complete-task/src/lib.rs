//! Completes tasks, also by decisions: everything required is there, those who waited may start, the guest has a receipt.

mod complete;
mod respond;
mod respond_on_revision;
mod state;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Guests, Routes},
    start::{Start, StartError},
};

pub use state::CompleteTask;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, guests) = (start.site(), Guests::from_start(start));
    let (site, guests) = (site?, guests.await?);
    Ok(routes().into_router(CompleteTask { guests }, site, &start.clock))
}

pub fn routes() -> Routes<CompleteTask> {
    Routes::new("complete-task")
        .guest(Method::POST, "/p/{share}/tasks/{task}/complete", complete::complete)
        .guest(Method::POST, "/p/{share}/tasks/{task}/respond", respond::respond)
        .guest(
            Method::POST,
            "/p/{share}/documents/{document}/revisions/{revision}/respond",
            respond_on_revision::respond_on_revision,
        )
}
