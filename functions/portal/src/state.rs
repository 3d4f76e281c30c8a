//! What the portal works with.

use vestibule_web::door::Reception;

#[derive(Debug, Clone)]
pub struct Portal {
    pub reception: Reception,
}
