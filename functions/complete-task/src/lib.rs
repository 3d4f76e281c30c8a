//! Completes tasks: everything required is there, those who waited may start, the guest has a receipt.

mod complete;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Guests, Routes},
    start::{Settings, Site, StartError},
};

/// What completing works with.
#[derive(Debug, Clone)]
pub struct CompleteTask {
    pub guests: Guests,
}

/// The function as the environment describes it.
pub async fn router(settings: &Settings) -> Result<Router, StartError> {
    let (site, guests) = (Site::from_settings(settings), Guests::from_settings(settings));
    let (site, guests) = (site?, guests.await?);
    Ok(routes().into_router(CompleteTask { guests }, site))
}

pub fn routes() -> Routes<CompleteTask> {
    Routes::new("complete-task").guest(Method::POST, "/p/{share}/tasks/{task}/complete", complete::complete)
}
