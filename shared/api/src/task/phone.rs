//! Phone numbers among the answers, for machines.

use serde::{Deserialize, Serialize};

/// A phone number for machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhoneNumber {
    /// Such as `+5511912345678` (ITU-T E.164).
    pub e164: String,
    /// What is dialled after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
}
