//! Completes tasks: everything required is there, those who waited may start, the guest has a receipt.

mod complete;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Reception, Routes},
    start::{Settings, Site, StartError},
};

/// What completing works with.
#[derive(Debug, Clone)]
pub struct CompleteTask {
    pub reception: Reception,
}

/// The function as the environment describes it.
pub async fn router(settings: &Settings) -> Result<Router, StartError> {
    let (site, reception) = (Site::from_settings(settings), Reception::from_settings(settings));
    let (site, reception) = (site?, reception.await?);
    Ok(routes().into_router(CompleteTask { reception }, site))
}

pub fn routes() -> Routes<CompleteTask> {
    Routes::new("complete-task").guest(Method::POST, "/p/{share}/tasks/{task}/complete", complete::complete)
}
