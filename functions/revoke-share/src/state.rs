//! What managing a share works with.

use axum::extract::FromRef;
use vestibule_domain::value::KeyRing;
use vestibule_web::door::Staff;

#[derive(Debug, Clone)]
pub struct RevokeShare {
    pub staff: Staff,
    pub keys: KeyRing,
    /// `https://host`, without a path.
    pub portal_origin: String,
}

impl FromRef<RevokeShare> for KeyRing {
    fn from_ref(revoke_share: &RevokeShare) -> Self {
        revoke_share.keys.clone()
    }
}
