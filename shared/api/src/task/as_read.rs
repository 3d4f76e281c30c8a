//! What somebody acts on, as they read it.

use serde::{Deserialize, Serialize};

/// `POST /p/{share}/tasks/{task}/complete`, and in a step `POST /v1/steps/{step}/complete`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AsRead {
    /// As the task has it.
    pub basis: String,
}
