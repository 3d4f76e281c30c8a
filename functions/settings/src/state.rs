//! What the settings work with.

use axum::extract::FromRef;
use vestibule_domain::value::KeyRing;
use vestibule_web::door::Staff;

#[derive(Debug, Clone)]
pub struct Settings {
    pub staff: Staff,
    pub keys: KeyRing,
}

/// For the fingerprints of requests that may be sent again.
impl FromRef<Settings> for KeyRing {
    fn from_ref(settings: &Settings) -> Self {
        settings.keys.clone()
    }
}
