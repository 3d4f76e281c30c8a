//! What is answered before a request reaches us.

use serde::{Deserialize, Serialize};

/// What API Gateway answers by itself: without a valid token, for an address that there is not, under load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    pub message: String,
}
