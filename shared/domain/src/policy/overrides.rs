//! The settings that one layer makes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::branding::Accent;
use crate::value::{Digest, Locale, Paragraphs};

/// The settings that an org or a project made; the rest comes from the layer below.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Overrides {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_expiry_days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_expiry_days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_custom_expiry: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_max_accesses: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_max_accesses_override: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_required: Option<bool>,
    /// The text to accept before anything is shown.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub disclaimer: BTreeMap<Locale, Paragraphs<4000>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub notice: BTreeMap<Locale, Paragraphs<8000>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_upload_bytes: Option<u64>,
    /// File name extensions, lower case, without the dot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload_extensions: Option<Vec<String>>,
    /// Mails with links within a day: to one address, asked for by one member, of one share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_mails_per_address: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_mails_per_member: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_mails_per_share: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Digest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<Accent>,
}
