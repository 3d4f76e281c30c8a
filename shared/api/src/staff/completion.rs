//! That a task is done, as staff read it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{PersonName, ShareId};

/// When a task was completed, by whom and through which share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Completion {
    pub at: Timestamp,
    pub by: PersonName,
    pub share: ShareId,
}
