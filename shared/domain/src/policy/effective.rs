//! The layers laid over each other: the product's defaults, the org's settings, the project's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    branding::{Accent, Branding},
    notice::default_notice,
    overrides::Overrides,
};
use crate::value::{Digest, Locale, Paragraphs};

/// Mails to one address within a day, unless told.
const DEFAULT_MAX_MAILS_PER_ADDRESS: u32 = 20;
/// Mails with links that one member asks for within a day, unless told.
const DEFAULT_MAX_MAILS_PER_MEMBER: u32 = 200;
/// Mails with links of one share within a day, unless told.
const DEFAULT_MAX_MAILS_PER_SHARE: u32 = 10;
/// The largest file that a guest sends, unless told.
const DEFAULT_MAX_UPLOAD_BYTES: u64 = 100 << 20;
/// What a share lives unless told.
pub const DEFAULT_EXPIRY_DAYS: u32 = 7;
/// No policy lets a share live longer.
pub const MAX_EXPIRY_DAYS: u32 = 90;

/// What one request to S3 brings in at most, and no org goes beyond. Bytes.
const MAX_UPLOAD_BYTES: u64 = 5 << 30;
/// What a project goes up to where its org says nothing. Bytes.
const MAX_PROJECT_UPLOAD_BYTES: u64 = 1 << 30;

/// Which layer decided a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// The product itself.
    Default,
    Org,
    Project,
}

/// An effective value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    pub value: T,
    pub layer: Layer,
}

/// The effective policy of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    pub default_expiry_days: Setting<u32>,
    pub max_expiry_days: Setting<u32>,
    pub allow_custom_expiry: Setting<bool>,
    pub default_max_accesses: Setting<u32>,
    pub allow_max_accesses_override: Setting<bool>,
    pub password_required: Setting<bool>,
    pub max_upload_bytes: Setting<u64>,
    pub upload_extensions: Setting<Vec<String>>,
    /// Mails with links within a day.
    pub max_mails_per_address: Setting<u32>,
    pub max_mails_per_member: Setting<u32>,
    pub max_mails_per_share: Setting<u32>,
    pub logo: Setting<Option<Digest>>,
    pub accent: Setting<Option<Accent>>,
    disclaimer: BTreeMap<Locale, Paragraphs<4000>>,
    notice: BTreeMap<Locale, Paragraphs<8000>>,
}

const EXTENSIONS: &str = "pdf txt csv md rtf xml json doc docx xls xlsx ppt pptx odt ods odp \
    png jpg jpeg gif webp heic tif tiff svg zip p7s dwg dxf step stp ifc eml mp4";

impl Policy {
    /// Lays the project's settings over the org's and those over the product's. The org's maximum
    /// expiry is a ceiling: a project can lower it, never raise it. No expiry is below one day.
    pub fn effective(org: &Overrides, project: &Overrides) -> Self {
        let max_org = org.max_expiry_days.map_or(Setting { value: MAX_EXPIRY_DAYS, layer: Layer::Default }, |days| {
            Setting { value: days.clamp(1, MAX_EXPIRY_DAYS), layer: Layer::Org }
        });
        let max_expiry_days = match project.max_expiry_days {
            Some(days) if days <= max_org.value => Setting { value: days.max(1), layer: Layer::Project },
            _ => max_org,
        };
        let mut default_expiry_days =
            pick(DEFAULT_EXPIRY_DAYS, org.default_expiry_days.as_ref(), project.default_expiry_days.as_ref());
        default_expiry_days.value = default_expiry_days.value.max(1);
        if default_expiry_days.value > max_expiry_days.value {
            default_expiry_days = max_expiry_days.clone();
        }
        let texts = |overrides: &Overrides| (overrides.disclaimer.clone(), overrides.notice.clone());
        let (mut disclaimer, mut notice) = texts(org);
        let (over_disclaimer, over_notice) = texts(project);
        disclaimer.extend(over_disclaimer);
        notice.extend(over_notice);
        Self {
            default_expiry_days,
            max_expiry_days,
            allow_custom_expiry: pick(true, org.allow_custom_expiry.as_ref(), project.allow_custom_expiry.as_ref()),
            default_max_accesses: pick(0, org.default_max_accesses.as_ref(), project.default_max_accesses.as_ref()),
            allow_max_accesses_override: pick(
                true,
                org.allow_max_accesses_override.as_ref(),
                project.allow_max_accesses_override.as_ref(),
            ),
            password_required: pick(false, org.password_required.as_ref(), project.password_required.as_ref()),
            max_upload_bytes: max_upload_bytes(org.max_upload_bytes, project.max_upload_bytes),
            upload_extensions: pick(
                EXTENSIONS.split_whitespace().map(str::to_owned).collect(),
                org.upload_extensions.as_ref(),
                project.upload_extensions.as_ref(),
            ),
            max_mails_per_address: lowered(
                DEFAULT_MAX_MAILS_PER_ADDRESS,
                org.max_mails_per_address,
                project.max_mails_per_address,
            ),
            max_mails_per_member: lowered(
                DEFAULT_MAX_MAILS_PER_MEMBER,
                org.max_mails_per_member,
                project.max_mails_per_member,
            ),
            max_mails_per_share: lowered(
                DEFAULT_MAX_MAILS_PER_SHARE,
                org.max_mails_per_share,
                project.max_mails_per_share,
            ),
            logo: maybe(org.logo, project.logo),
            accent: maybe(org.accent, project.accent),
            disclaimer,
            notice,
        }
    }

    /// The disclaimer that a guest must accept, in their language, else in English, else in any that there is:
    /// no choice of language evades it. `None`: nothing.
    pub fn disclaimer(&self, locale: Locale) -> Option<&str> {
        let texts = &self.disclaimer;
        let text = texts.get(&locale).or_else(|| texts.get(&Locale::En)).or_else(|| texts.values().next());
        text.map(Paragraphs::as_str)
    }

    pub fn branding(&self) -> Branding {
        Branding { logo: self.logo.value, accent: self.accent.value }
    }

    /// The privacy notice a guest consents to: the org's own, else the product's.
    pub fn notice(&self, locale: Locale) -> &str {
        self.notice.get(&locale).map_or_else(|| default_notice(locale), Paragraphs::as_str)
    }
}

/// What a project can lower and not raise; at least one.
fn lowered(default: u32, org: Option<u32>, project: Option<u32>) -> Setting<u32> {
    let above = pick(default, org.as_ref(), None);
    let picked = match project {
        Some(value) if value < above.value => Setting { value, layer: Layer::Project },
        Some(_) | None => above,
    };
    Setting { value: picked.value.max(1), ..picked }
}

/// Below what S3 takes, and below a gigabyte where no org has allowed more.
fn max_upload_bytes(org: Option<u64>, project: Option<u64>) -> Setting<u64> {
    let ceiling = if org.is_some() { MAX_UPLOAD_BYTES } else { MAX_PROJECT_UPLOAD_BYTES };
    let picked = pick(DEFAULT_MAX_UPLOAD_BYTES, org.as_ref(), project.as_ref());
    Setting { value: picked.value.min(ceiling), ..picked }
}

fn maybe<T: Copy>(org: Option<T>, project: Option<T>) -> Setting<Option<T>> {
    pick(None, org.map(Some).as_ref(), project.map(Some).as_ref())
}

fn pick<T: Clone>(default: T, org: Option<&T>, project: Option<&T>) -> Setting<T> {
    match (project, org) {
        (Some(value), _) => Setting { value: value.clone(), layer: Layer::Project },
        (None, Some(value)) => Setting { value: value.clone(), layer: Layer::Org },
        (None, None) => Setting { value: default, layer: Layer::Default },
    }
}

#[cfg(test)]
mod tests;
