//! What the portal works with.

use vestibule_web::door::Guests;

#[derive(Debug, Clone)]
pub struct Portal {
    pub guests: Guests,
}
