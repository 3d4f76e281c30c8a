//! What the portal works with.

use axum::extract::FromRef;
use vestibule_web::door::Guests;

#[derive(Debug, Clone)]
pub struct Portal {
    pub guests: Guests,
}

impl FromRef<Portal> for Guests {
    fn from_ref(portal: &Portal) -> Self {
        portal.guests.clone()
    }
}
