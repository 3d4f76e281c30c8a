//! What the register works with.

use axum::extract::FromRef;
use vestibule_cloud::files::Files;
use vestibule_domain::value::KeyRing;
use vestibule_web::door::Staff;

#[derive(Debug, Clone)]
pub struct Register {
    pub staff: Staff,
    pub keys: KeyRing,
    pub files: Files,
    /// Whether a malware scanner judges what comes in before it counts.
    pub scanned: bool,
}

/// For the fingerprints of requests that may be sent again.
impl FromRef<Register> for KeyRing {
    fn from_ref(register: &Register) -> Self {
        register.keys.clone()
    }
}
