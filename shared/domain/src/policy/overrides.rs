//! The settings that one layer makes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::branding::Accent;
use crate::{
    policy_settings,
    value::{Digest, Line, Locale},
};

macro_rules! overrides {
    (
        rules { $(#[doc = $meaning:literal] $rule:ident: $type:ty, $wire:ty, $default:expr, $direction:ident,
            $range:tt, $advice:literal;)* }
        looks { $(#[doc = $look_meaning:literal] $look:ident: $look_type:ty, $look_wire:ty, $look_advice:literal;)* }
    ) => {
        /// The settings that an org or a project made; the rest comes from the layer below.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Overrides {
            $(
                #[doc = $meaning]
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $rule: Option<$type>,
            )*
            $(
                #[doc = $look_meaning]
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $look: Option<$look_type>,
            )*
            /// Of the text to accept before anything is shown.
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            pub disclaimer: BTreeMap<Locale, Digest>,
            /// Of the privacy notice.
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            pub notice: BTreeMap<Locale, Digest>,
            /// How often they were changed.
            #[serde(skip_serializing_if = "is_zero")]
            pub version: u64,
        }
    };
}
policy_settings!(overrides);

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}
