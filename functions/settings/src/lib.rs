//! What an org and its projects allow.

mod apply_policy;
mod change_policy;
mod outside;
mod show_policy;
mod state;
mod view;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Routes, Staff},
    start::{Start, StartError},
};

pub use state::Settings;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, staff, keys) = (start.site(), Staff::from_start(start), start.keys());
    let (site, (staff, keys)) = (site?, tokio::try_join!(staff, keys)?);
    Ok(routes().into_router(Settings { staff, keys }, site, &start.clock))
}

pub fn routes() -> Routes<Settings> {
    Routes::new("settings")
        .staff(Method::GET, "/v1/policy", show_policy::of_org)
        .staff(Method::PATCH, "/v1/policy", change_policy::of_org)
        .staff(Method::POST, "/v1/policy/apply", apply_policy::in_org)
        .staff(Method::GET, "/v1/projects/{project}/policy", show_policy::of_project)
        .staff(Method::PATCH, "/v1/projects/{project}/policy", change_policy::of_project)
        .staff(Method::POST, "/v1/projects/{project}/policy/apply", apply_policy::in_project)
}
