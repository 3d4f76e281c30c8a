//! Creates shares: terms held against the policy, a link only we can make, an invitation in the outbox.

mod create;
mod terms;

use axum::extract::FromRef;
use http::Method;
use vestibule_domain::token::KeyRing;
use vestibule_web::{office::Office, routes::Routes};

/// What creating works with.
#[derive(Debug, Clone)]
pub struct CreateShare {
    pub office: Office,
    pub keys: KeyRing,
    /// `https://host`, without a path.
    pub portal_origin: String,
}

impl FromRef<CreateShare> for KeyRing {
    fn from_ref(desk: &CreateShare) -> Self {
        desk.keys.clone()
    }
}

pub fn routes() -> Routes<CreateShare> {
    Routes::new("create-share").staff(Method::POST, "/v1/shares", create::create)
}
