//! What is asked of a share that is there: another link, another password, another end.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::Secret;

use super::expiry::NewExpiry;
use crate::{secret, share::Delivery};

/// `POST /v1/shares/{share}/rotate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLink {
    /// How the new link reaches the guest; absent: as the first one did.
    pub delivery: Option<Delivery>,
}

/// `POST /v1/shares/{share}/password`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// `null` removes the password. It has to be said: a request that is empty by mistake removes nothing.
    #[serde(deserialize_with = "Option::deserialize", serialize_with = "secret::expose_any")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, required))]
    pub password: Option<Secret<String>>,
}

/// `PATCH /v1/shares/{share}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeShare {
    pub expiry: NewExpiry,
}
