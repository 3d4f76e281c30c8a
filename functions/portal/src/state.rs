//! What the portal works with.

use vestibule_web::reception::Reception;

#[derive(Debug, Clone)]
pub struct Portal {
    pub reception: Reception,
}
