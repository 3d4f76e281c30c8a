//! Which way a link died.

use serde::{Deserialize, Serialize};

/// Why a link that once worked no longer does: the `reason` of a [`super::Kind::Gone`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// By a newer one.
    Replaced,
    Revoked,
    Expired,
    Exhausted,
    Completed,
}

impl Reason {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::Exhausted => "exhausted",
            Self::Completed => "completed",
        }
    }
}
