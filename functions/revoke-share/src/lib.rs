//! Changes what a share is worth at once: revoke, rotate, password, expiry. Every one of them is a
//! condition of the guest's next write, and of their next read.

mod edit;
mod manage;
mod password;
mod revoke;
mod rotate;
mod state;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Routes, Staff},
    start::{Start, StartError},
};

pub use state::RevokeShare;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, staff, keys) = (start.site(), Staff::from_start(start), start.keys());
    let (site, (staff, keys)) = (site?, tokio::try_join!(staff, keys)?);
    let revoke_share = RevokeShare { staff, keys, portal_origin: site.portal_origin.clone() };
    Ok(routes().into_router(revoke_share, site, &start.clock))
}

pub fn routes() -> Routes<RevokeShare> {
    Routes::new("revoke-share")
        .staff(Method::POST, "/v1/shares/{share}/revoke", revoke::revoke)
        .staff(Method::POST, "/v1/shares/{share}/rotate", rotate::rotate)
        .staff(Method::POST, "/v1/shares/{share}/password", password::change)
        .staff(Method::PATCH, "/v1/shares/{share}", edit::edit)
}
