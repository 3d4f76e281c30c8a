//! What a project allows, and who decided it.

use serde::{Deserialize, Serialize};

/// The effective policy of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Policy {
    pub default_expiry_days: Setting<u32>,
    pub max_expiry_days: Setting<u32>,
    pub allow_custom_expiry: Setting<bool>,
    /// 0: any number.
    pub default_max_accesses: Setting<u32>,
    pub allow_max_accesses_override: Setting<bool>,
    pub password_required: Setting<bool>,
    pub max_upload_bytes: Setting<u64>,
    /// Endings of file names, lower case, without the dot.
    pub upload_extensions: Setting<Vec<String>>,
    /// Mails with links within a day, to one address.
    pub max_mails_per_address: Setting<u32>,
    /// The same, that one member asks for.
    pub max_mails_per_member: Setting<u32>,
    /// The same, of one share.
    pub max_mails_per_share: Setting<u32>,
    /// The SHA-256 of the logo on guests' pages, in hexadecimal digits.
    pub logo: Setting<Option<String>>,
    /// The colour of links and buttons on guests' pages and in their mails, such as `#14595a`.
    pub accent: Setting<Option<String>>,
}

/// An effective value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Setting<T> {
    pub value: T,
    pub layer: Layer,
}

/// Which layer decided a value: the product itself, the org or the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    Default,
    Org,
    Project,
}
