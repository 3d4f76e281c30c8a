//! For whom a share is.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Email, Locale, PersonName};

/// The guest of a share, and the language of their pages and mails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recipient {
    pub name: PersonName,
    pub email: Email,
    pub locale: Locale,
}
