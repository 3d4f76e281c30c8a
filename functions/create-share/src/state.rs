//! What creating works with.

use axum::extract::FromRef;
use vestibule_domain::value::KeyRing;
use vestibule_web::door::Staff;

/// What creating works with.
#[derive(Debug, Clone)]
pub struct CreateShare {
    pub staff: Staff,
    pub keys: KeyRing,
    /// `https://host`, without a path.
    pub portal_origin: String,
}

impl FromRef<CreateShare> for KeyRing {
    fn from_ref(create_share: &CreateShare) -> Self {
        create_share.keys.clone()
    }
}
