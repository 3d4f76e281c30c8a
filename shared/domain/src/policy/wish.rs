//! What somebody asks a layer's settings to become, held against what they may be.

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, ops::RangeInclusive};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    branding::Accent,
    direction::Direction,
    effective::{Layer, Policy},
    overrides::Overrides,
};
use crate::{
    policy_settings,
    value::{Digest, Line, Locale, holds_a_link, is_extension},
};

/// Most endings of file names in a list.
const MAX_EXTENSIONS: usize = 200;

/// What becomes of one setting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Wish<T> {
    #[default]
    Keep,
    Set(T),
    /// From here on the layer below decides.
    Remove,
}

/// One setting that a layer has changed, as its trail tells it: `null` where the layer says nothing. Texts and logos
/// are told by their SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingChange {
    pub setting: String,
    pub from: Value,
    pub to: Value,
}

/// Why a setting cannot be so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingFlaw {
    #[error("must be {min} to {max}")]
    OutOfRange { setting: &'static str, min: u64, max: u64 },
    #[error("must name 1 to {MAX_EXTENSIONS} endings of file names, such as pdf")]
    Extensions { setting: &'static str },
    #[error("{named:?} is no ending of a file's name, such as pdf")]
    Extension { setting: &'static str, at: usize, named: String },
    /// Mails to guests come in this name.
    #[error("holds an address, of which a mail would make a link")]
    HoldsLink { setting: &'static str },
    #[error("is looser than {above}, and a project can only tighten ({direction})")]
    Loosens { setting: &'static str, above: Value, layer: Layer, direction: &'static str },
}

impl SettingFlaw {
    pub fn setting(&self) -> &'static str {
        match self {
            Self::OutOfRange { setting, .. }
            | Self::Extensions { setting }
            | Self::Extension { setting, .. }
            | Self::HoldsLink { setting }
            | Self::Loosens { setting, .. } => setting,
        }
    }
}

macro_rules! wishes {
    (
        rules { $(#[doc = $meaning:literal] $rule:ident: $type:ty, $wire:ty, $default:expr, $direction:ident,
            $range:tt, $advice:literal;)* }
        looks { $(#[doc = $look_meaning:literal] $look:ident: $look_type:ty, $look_wire:ty, $look_advice:literal;)* }
    ) => {
        /// What becomes of the settings of one layer.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct PolicyWish {
            $(#[doc = $meaning] pub $rule: Wish<$type>,)*
            $(#[doc = $look_meaning] pub $look: Wish<$look_type>,)*
            pub disclaimer: BTreeMap<Locale, Wish<Digest>>,
            pub notice: BTreeMap<Locale, Wish<Digest>>,
        }

        impl PolicyWish {
            /// All that is wrong with it. `above` is what counts in the org, for the wish of a project.
            pub fn flaws(&self, above: Option<&Policy>) -> Vec<SettingFlaw> {
                let mut flaws = Vec::new();
                $(if let Wish::Set(value) = &self.$rule {
                    let name = stringify!($rule);
                    flaws.extend(value.beyond(name, wishes!(@range $range)));
                    flaws.extend(above.and_then(|above| {
                        let above = &above.$rule;
                        let looser = !<crate::policy::$direction as Direction<$type>>::allows(&above.value, value);
                        looser.then(|| SettingFlaw::Loosens {
                            setting: name,
                            above: json!(above.value),
                            layer: above.layer,
                            direction: <crate::policy::$direction as Direction<$type>>::WORD,
                        })
                    }));
                })*
                if let Wish::Set(name) = &self.sender_name
                    && holds_a_link(name.as_str())
                {
                    flaws.push(SettingFlaw::HoldsLink { setting: "sender_name" });
                }
                flaws
            }

            /// The settings with the wish, and what it changes.
            pub fn put(&self, at: &Overrides) -> (Overrides, Vec<SettingChange>) {
                let (mut to, mut changes) = (at.clone(), Vec::new());
                $(self.$rule.put(&mut to.$rule, stringify!($rule), &mut changes);)*
                $(self.$look.put(&mut to.$look, stringify!($look), &mut changes);)*
                for (name, wishes, texts) in [
                    ("disclaimer", &self.disclaimer, &mut to.disclaimer),
                    ("notice", &self.notice, &mut to.notice),
                ] {
                    for (locale, wish) in wishes {
                        let mut text = texts.remove(locale);
                        wish.put(&mut text, &format!("{name}.{}", locale.tag()), &mut changes);
                        texts.extend(text.map(|text| (*locale, text)));
                    }
                }
                to.version += u64::from(!changes.is_empty());
                (to, changes)
            }
        }
    };
    (@range ()) => { None };
    (@range ($range:expr)) => { Some($range) };
}
policy_settings!(wishes);

impl<T: Clone + Serialize + PartialEq> Wish<T> {
    fn put(&self, at: &mut Option<T>, name: &str, changes: &mut Vec<SettingChange>) {
        let to = match self {
            Self::Keep => return,
            Self::Set(value) => Some(value.clone()),
            Self::Remove => None,
        };
        if to != *at {
            changes.push(SettingChange { setting: name.to_owned(), from: json!(at), to: json!(to) });
            *at = to;
        }
    }
}

/// A value that has bounds of its own.
trait Bounded: Sized {
    fn beyond(&self, setting: &'static str, range: Option<RangeInclusive<Self>>) -> Vec<SettingFlaw>;
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Bounded for $number {
            fn beyond(&self, setting: &'static str, range: Option<RangeInclusive<Self>>) -> Vec<SettingFlaw> {
                let range = range.filter(|range| !range.contains(self));
                let (start, end) = match range { Some(range) => range.into_inner(), None => return vec![] };
                vec![SettingFlaw::OutOfRange { setting, min: start.into(), max: end.into() }]
            }
        })*
    };
}
numbers!(u32 u64);

impl Bounded for bool {
    fn beyond(&self, _: &'static str, _: Option<RangeInclusive<Self>>) -> Vec<SettingFlaw> {
        vec![]
    }
}

impl Bounded for Vec<String> {
    fn beyond(&self, setting: &'static str, _: Option<RangeInclusive<Self>>) -> Vec<SettingFlaw> {
        if !(1..=MAX_EXTENSIONS).contains(&self.len()) {
            return vec![SettingFlaw::Extensions { setting }];
        }
        let wrong = self.iter().enumerate().filter(|(_, extension)| !is_extension(extension));
        wrong.map(|(at, named)| SettingFlaw::Extension { setting, at, named: named.clone() }).collect()
    }
}
