//! What a share is worth.

use serde::{Deserialize, Serialize};

/// What a share is worth at the instant of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Active,
    Expired,
    Exhausted,
    Revoked,
    Completed,
}
