//! What an org or a project allows, who decided it, and what somebody asks it to become.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vestibule_domain::{
    policy::Direction,
    policy_settings,
    value::{Digest, Email, Line, PersonName, ProjectSlug, ShareId},
};

use crate::{given::given, unique_map};

macro_rules! wire {
    (
        rules { $(#[doc = $meaning:literal] $rule:ident: $type:ty, $wire:ty, $default:expr, $direction:ident,
            $range:tt, $advice:literal;)* }
        looks { $(#[doc = $look_meaning:literal] $look:ident: $look_type:ty, $look_wire:ty, $look_advice:literal;)* }
    ) => {
        /// What counts: each value with the layer that decided it.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct Policy {
            $(#[doc = $meaning] pub $rule: Setting<$wire>,)*
            $(#[doc = $look_meaning] pub $look: Setting<Option<$look_wire>>,)*
        }

        /// What one layer says itself. What it does not say is left out.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(default)]
        pub struct OwnPolicy {
            $(
                #[doc = $meaning]
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $rule: Option<$wire>,
            )*
            $(
                #[doc = $look_meaning]
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $look: Option<$look_wire>,
            )*
        }

        /// What a layer is to say from now on. What is left out stays; `null` leaves it to the layer below.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(default, deny_unknown_fields)]
        pub struct ChangePolicy {
            $(
                #[doc = $meaning]
                #[serde(deserialize_with = "given")]
                pub $rule: Option<Option<$wire>>,
            )*
            $(
                #[doc = $look_meaning]
                #[serde(deserialize_with = "given")]
                pub $look: Option<Option<$look_wire>>,
            )*
            /// Texts to accept before anything is shown, by language.
            #[serde(deserialize_with = "unique_map")]
            pub disclaimer: BTreeMap<String, Option<String>>,
            /// Privacy notices, by language.
            #[serde(deserialize_with = "unique_map")]
            pub notice: BTreeMap<String, Option<String>>,
        }

        /// Every setting but the texts: what it means, where its bounds are, which way a project may go, what is
        /// recommended.
        pub fn setting_rules() -> Vec<SettingRule> {
            vec![
                $(SettingRule {
                    name: stringify!($rule).to_owned(),
                    meaning: $meaning.trim().to_owned(),
                    direction: <vestibule_domain::policy::$direction as Direction<$type>>::WORD.to_owned(),
                    least: wire!(@least $type, $range),
                    most: wire!(@most $type, $range),
                    recommended: $advice.to_owned(),
                },)*
                $(SettingRule {
                    name: stringify!($look).to_owned(),
                    meaning: $look_meaning.trim().to_owned(),
                    direction: "free".to_owned(),
                    least: None,
                    most: None,
                    recommended: $look_advice.to_owned(),
                },)*
            ]
        }
    };
    (@least $type:ty, ()) => { None };
    (@least $type:ty, ($least:literal..=$most:expr)) => { Some(<$type as Into<u64>>::into($least)) };
    (@most $type:ty, ()) => { None };
    (@most $type:ty, ($least:literal..=$most:expr)) => { Some(<$type as Into<u64>>::into($most)) };
}
policy_settings!(wire);

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

/// What there is to know of a setting, whichever value it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingRule {
    pub name: String,
    pub meaning: String,
    /// Which way a project may go from what its org says: `lower`, `fewer` (0 is any number), `on`, `off`, `subset` or
    /// `free`.
    pub direction: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
    pub recommended: String,
}

/// A text that counts in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyText {
    pub text: String,
    pub sha256: Digest,
    pub layer: Layer,
}

/// The policy of an org or of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyView {
    /// How often what is shown was changed: of an org, by itself or one of its projects; of a project, by itself or its org. Also
    /// the answer's `ETag`, for `If-Match`.
    pub version: u64,
    pub effective: Policy,
    pub own: OwnPolicy,
    /// By language; a language without a text of an org or a project has the product's notice.
    pub notice: BTreeMap<String, PolicyText>,
    pub disclaimer: BTreeMap<String, PolicyText>,
    pub rules: Vec<SettingRule>,
}

/// What a change would be, and which active shares lie outside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyDryRun {
    /// Always `true`.
    pub dry_run: bool,
    /// That of the policy as it stands. Also the answer's `ETag`, for the `If-Match` of the change, or of applying what stands.
    pub version: u64,
    pub changes: Vec<SettingChange>,
    pub effective: Policy,
    /// Those that live longest come first.
    pub outside: Vec<OutsideShare>,
    /// How many shares were looked at for this page.
    pub examined: usize,
    /// For the next page, of the same change; left out where all were looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What changing a policy is answered: the policy, or with `dry_run` what it would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum PolicyChanged {
    Policy(PolicyView),
    DryRun(PolicyDryRun),
}

/// One setting that changes; `null` where the layer says nothing. Texts and the logo are told by their SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingChange {
    pub setting: String,
    pub from: Value,
    pub to: Value,
}

/// An active share that lies outside a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutsideShare {
    pub share: ShareId,
    pub project: ProjectSlug,
    pub recipient_name: PersonName,
    pub recipient_email: Email,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Line<120>>,
    pub expires_at: Timestamp,
    pub outside: Vec<Outside>,
}

/// One thing in which a share lies outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outside {
    /// The name of a setting of the policy, or `notice` or `disclaimer`.
    pub setting: String,
    /// What applying the policy makes of it; left out where that makes nothing of it: its creator alone can give a password, and
    /// of the types of files that the share takes the policy may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub becomes: Option<Value>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct PolicyOptions {
    /// Changes nothing, and tells what would change and which active shares lie outside it.
    pub dry_run: bool,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// Shares that are to be brought within the policy as it stands: 1 to 50 that a dry run told of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplyPolicy {
    pub shares: Vec<String>,
}

/// What became of each share, in the order asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyApplied {
    pub shares: Vec<AppliedShare>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppliedShare {
    pub share: ShareId,
    pub outcome: Applied,
    /// In which it still lies outside.
    pub outside: Vec<Outside>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Applied {
    /// It was brought within, with a record in its trail.
    Applied,
    /// There was nothing to do.
    Already,
    /// It is revoked or completed.
    Over,
    /// There is none here.
    NotFound,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_left_out_stays_and_null_takes_away() -> Result<(), serde_json::Error> {
        let asked = json!({ "max_expiry_days": 30, "logo": null, "notice": { "en": "Ours", "es": null } });
        let change: ChangePolicy = serde_json::from_value(asked)?;
        assert_eq!((change.max_expiry_days, change.password_required), (Some(Some(30)), None));
        assert_eq!((change.logo, change.accent), (Some(None), None));
        let notice = [("en".to_owned(), Some("Ours".to_owned())), ("es".to_owned(), None)];
        assert_eq!(change.notice, BTreeMap::from(notice));
        assert!(serde_json::from_value::<ChangePolicy>(json!({ "max_expiry_day": 30 })).is_err());
        Ok(())
    }

    #[test]
    fn each_setting_says_its_bounds_and_its_direction() {
        let rules = setting_rules();
        let rule = |name: &str| rules.iter().find(|rule| rule.name == name).cloned();
        let ceiling = rule("max_expiry_days").map(|rule| (rule.direction, rule.least, rule.most, rule.recommended));
        assert_eq!(ceiling, Some(("lower".to_owned(), Some(1), Some(90), "30".to_owned())));
        assert_eq!(rule("password_required").map(|rule| rule.direction), Some("on".to_owned()));
        assert_eq!(rule("logo").map(|rule| rule.direction), Some("free".to_owned()));
    }
}
