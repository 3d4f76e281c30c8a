//! Creates shares: terms held against the policy, a link only we can make, an invitation in the outbox.

mod create;
mod state;
mod terms;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Routes, Staff},
    start::{Start, StartError},
};

pub use state::CreateShare;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, staff, keys) = (start.site(), Staff::from_start(start), start.keys());
    let (site, (staff, keys)) = (site?, tokio::try_join!(staff, keys)?);
    let create_share = CreateShare { staff, keys, portal_origin: site.portal_origin.clone() };
    Ok(routes().into_router(create_share, site, &start.clock))
}

pub fn routes() -> Routes<CreateShare> {
    Routes::new("create-share").staff(Method::POST, "/v1/shares", create::create)
}
