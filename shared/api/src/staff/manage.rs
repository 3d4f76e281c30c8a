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

/// `PATCH /v1/shares/{share}`: what is absent stays as it is. Something has to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeShare {
    pub expiry: Option<NewExpiry>,
    /// How often the link may be opened in all; 0: any number.
    pub max_accesses: Option<u32>,
    /// Whether a code is mailed to the recipient. Turning it on ends the sessions that began without one.
    pub code: Option<bool>,
    /// Whether who opens the link says who they are, from the next opening on.
    pub who_opens: Option<bool>,
}
