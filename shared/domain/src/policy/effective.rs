//! The layers laid over each other: the product's defaults, the org's settings, the project's.

use std::{collections::BTreeMap, ops::RangeInclusive};

use serde::{Deserialize, Serialize};

use super::{
    branding::{Accent, Branding},
    direction::Direction,
    notice::default_notice,
    overrides::Overrides,
};
use crate::{
    policy_settings,
    value::{Digest, Line, Locale},
};

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
pub const MAX_UPLOAD_BYTES: u64 = 5 << 30;

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

const EXTENSIONS: &str = "pdf txt csv md rtf xml json doc docx xls xlsx ppt pptx odt ods odp \
    png jpg jpeg gif webp heic tif tiff svg zip p7s dwg dxf step stp ifc eml mp4";

macro_rules! policy {
    (
        rules { $(#[doc = $meaning:literal] $rule:ident: $type:ty, $wire:ty, $default:expr, $direction:ident,
            $range:tt, $advice:literal;)* }
        looks { $(#[doc = $look_meaning:literal] $look:ident: $look_type:ty, $look_wire:ty, $look_advice:literal;)* }
    ) => {
        /// The effective policy of a project, or of an org alone.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Policy {
            $(#[doc = $meaning] pub $rule: Setting<$type>,)*
            $(#[doc = $look_meaning] pub $look: Setting<Option<$look_type>>,)*
            disclaimer: BTreeMap<Locale, Setting<Digest>>,
            notice: BTreeMap<Locale, Setting<Digest>>,
        }

        impl Policy {
            fn laid_over(org: &Overrides, project: &Overrides) -> Self {
                Self {
                    $($rule: rule::<crate::policy::$direction, $type>(
                        $default, policy!(@range $range), org.$rule.as_ref(), project.$rule.as_ref(),
                    ),)*
                    $($look: look(org.$look.as_ref(), project.$look.as_ref()),)*
                    disclaimer: texts(&org.disclaimer, &project.disclaimer),
                    notice: texts(&org.notice, &project.notice),
                }
            }
        }
    };
    (@range ()) => { None };
    (@range ($range:expr)) => { Some($range) };
}
policy_settings!(policy);

impl Policy {
    /// Lays the project's settings over the org's and those over the product's. A project tightens: where it says what
    /// its org does not allow, because the org said so later, the org's counts.
    pub fn effective(org: &Overrides, project: &Overrides) -> Self {
        let mut policy = Self::laid_over(org, project);
        if policy.default_expiry_days.value > policy.max_expiry_days.value {
            policy.default_expiry_days = policy.max_expiry_days.clone();
        }
        policy
    }

    /// Of the disclaimer that a guest must accept, in their language, else in English, else in any that there is: no
    /// choice of language evades it. `None`: nothing.
    pub fn disclaimer(&self, locale: Locale) -> Option<Digest> {
        self.disclaimer_in(locale).map(|(_, sha256)| sha256)
    }

    /// With the language that it is in.
    pub fn disclaimer_in(&self, locale: Locale) -> Option<(Locale, Digest)> {
        let of = |locale: Locale| self.disclaimer.get_key_value(&locale);
        let text = of(locale).or_else(|| of(Locale::En)).or_else(|| self.disclaimer.iter().next());
        text.map(|(locale, text)| (*locale, text.value))
    }

    /// Of the privacy notice that a guest consents to.
    pub fn notice(&self, locale: Locale) -> Digest {
        self.notice.get(&locale).map_or_else(|| Digest::of(default_notice(locale)), |text| text.value)
    }

    /// The product's own notice, where nobody has another one in this language. It is kept with the first share.
    pub fn default_notice(&self, locale: Locale) -> Option<&'static str> {
        (!self.notice.contains_key(&locale)).then(|| default_notice(locale))
    }

    /// The texts that an org or a project has, by language.
    pub fn disclaimers(&self) -> &BTreeMap<Locale, Setting<Digest>> {
        &self.disclaimer
    }

    pub fn notices(&self) -> &BTreeMap<Locale, Setting<Digest>> {
        &self.notice
    }

    pub fn branding(&self) -> Branding {
        Branding { logo: self.logo.value, accent: self.accent.value }
    }
}

fn default_extensions() -> Vec<String> {
    EXTENSIONS.split_whitespace().map(str::to_owned).collect()
}

/// What a project says counts where it is tighter; what both say alike is the org's.
fn rule<D: Direction<T>, T: Clone + PartialEq + Ord>(
    default: T,
    range: Option<RangeInclusive<T>>,
    org: Option<&T>,
    project: Option<&T>,
) -> Setting<T> {
    let within = |value: &T| match &range {
        Some(range) => value.clone().clamp(range.start().clone(), range.end().clone()),
        None => value.clone(),
    };
    let above = match org {
        Some(value) => Setting { value: within(value), layer: Layer::Org },
        None => Setting { value: default, layer: Layer::Default },
    };
    match project.map(within) {
        Some(value) if value != above.value && D::allows(&above.value, &value) => {
            Setting { value, layer: Layer::Project }
        }
        Some(_) | None => above,
    }
}

fn look<T: Clone>(org: Option<&T>, project: Option<&T>) -> Setting<Option<T>> {
    let (value, layer) = match (project, org) {
        (Some(value), _) => (Some(value), Layer::Project),
        (None, Some(value)) => (Some(value), Layer::Org),
        (None, None) => (None, Layer::Default),
    };
    Setting { value: value.cloned(), layer }
}

fn texts(org: &BTreeMap<Locale, Digest>, project: &BTreeMap<Locale, Digest>) -> BTreeMap<Locale, Setting<Digest>> {
    let of = |texts: &BTreeMap<Locale, Digest>, layer| {
        texts.iter().map(move |(locale, text)| (*locale, Setting { value: *text, layer })).collect::<Vec<_>>()
    };
    of(org, Layer::Org).into_iter().chain(of(project, Layer::Project)).collect()
}

#[cfg(test)]
mod tests;
