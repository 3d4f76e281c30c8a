//! What a project allows, as staff read it.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::json;
use vestibule_api::staff::{self, OwnPolicy, Policy, PolicyText, SettingChange};
use vestibule_domain::{
    policy::{self, Accent, Overrides, Setting},
    policy_settings,
    share::Outside,
    value::{Digest, Line, Locale},
};

use super::spelling;

macro_rules! views {
    (
        rules { $(#[doc = $meaning:literal] $rule:ident: $type:ty, $wire:ty, $default:expr, $direction:ident,
            $range:tt, $advice:literal;)* }
        looks { $(#[doc = $look_meaning:literal] $look:ident: $look_type:ty, $look_wire:ty, $look_advice:literal;)* }
    ) => {
        /// The settings, each with the layer that decided it. Texts are not among them.
        pub fn policy(policy: &policy::Policy) -> Policy {
            Policy {
                $($rule: spelling::setting(&policy.$rule),)*
                $($look: look(&policy.$look),)*
            }
        }

        /// What one layer says itself.
        pub fn own_policy(own: &Overrides) -> OwnPolicy {
            OwnPolicy {
                $($rule: own.$rule.clone(),)*
                $($look: own.$look.as_ref().map(Look::written),)*
            }
        }
    };
}
policy_settings!(views);

/// The texts of a policy, by language.
pub fn texts(
    named: &BTreeMap<Locale, Setting<Digest>>,
    known: &BTreeMap<Digest, Arc<str>>,
) -> BTreeMap<String, PolicyText> {
    let one = |(locale, Setting { value, layer }): (&Locale, &Setting<Digest>)| {
        let text = known.get(value).map(ToString::to_string).unwrap_or_default();
        (locale.tag().to_owned(), PolicyText { text, sha256: *value, layer: spelling::layer(*layer) })
    };
    named.iter().map(one).collect()
}

/// What changes.
pub fn changes(all: &[policy::SettingChange]) -> Vec<SettingChange> {
    let one = |policy::SettingChange { setting, from, to }: policy::SettingChange| SettingChange { setting, from, to };
    all.iter().cloned().map(one).collect()
}

/// In which a share lies outside.
pub fn outside(all: &[Outside]) -> Vec<staff::Outside> {
    let one = |outside: &Outside| {
        let becomes = match outside {
            Outside::Expiry { latest, .. } => Some(json!(latest)),
            Outside::Notice { sha256 } => Some(json!(sha256)),
            Outside::Disclaimer { sha256 } => Some(json!(sha256)),
            Outside::UploadBytes { max, .. } => Some(json!(max)),
            Outside::UploadExtensions { allowed, .. } => Some(json!(allowed)).filter(|_| !allowed.is_empty()),
            Outside::Code { .. } | Outside::DecisionCode { .. } | Outside::WhoOpens { .. } => Some(json!(true)),
            Outside::CodeInsteadOfPassword { .. } => Some(json!(false)),
            Outside::Password { .. } => None,
        };
        staff::Outside { setting: outside.setting().to_owned(), becomes }
    };
    all.iter().map(one).collect()
}

/// What is written as a text.
trait Look {
    fn written(&self) -> String;
}

impl Look for Digest {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Look for Accent {
    fn written(&self) -> String {
        self.colour().to_string()
    }
}

impl<const MAX: usize> Look for Line<MAX> {
    fn written(&self) -> String {
        self.as_str().to_owned()
    }
}

fn look<T: Look>(setting: &Setting<Option<T>>) -> staff::Setting<Option<String>> {
    staff::Setting { value: setting.value.as_ref().map(Look::written), layer: spelling::layer(setting.layer) }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use serde_json::Value;
    use vestibule_api::staff::setting_rules;
    use vestibule_fixtures::printed::compare_or_print;

    use super::*;

    const INTRODUCTION: &str = "\
# Settings of the policy

Printed from the code (`PRINT_DOCS=1 cargo test --workspace printed_from_the_code`): every setting of an org and its projects. [API.md](API.md#get-v1policy)
says how they are read and changed, [guides/org-admin.md](guides/org-admin.md) what to begin with.

A project goes from what its org says in the direction of the setting, and in no other: `lower` and `fewer` are smaller numbers, where
for `fewer` 0 is any number; `on` and `off` are switches that it may turn so; `subset` is some of a list; `free` is anything. Where the org says nothing, the
product does.

Notices and disclaimers, by language, belong to the policy as well. A project may have texts of its own.

| setting | meaning | unless set | bounds | direction | recommended |
|---|---|---|---|---|---|
";

    #[test]
    fn the_settings_are_printed_from_the_code() {
        let nothing = Overrides::default();
        let unset = serde_json::to_value(policy(&policy::Policy::effective(&nothing, &nothing))).unwrap();
        let mut text = INTRODUCTION.to_owned();
        for rule in setting_rules() {
            let value = match &unset[&rule.name]["value"] {
                Value::Null => "none".to_owned(),
                Value::Array(list) => format!("{} endings of common documents, pictures and drawings", list.len()),
                value => value.to_string(),
            };
            let bounds =
                rule.least.zip(rule.most).map_or_else(String::new, |(least, most)| format!("{least} to {most}"));
            let (name, meaning, direction, advice) = (rule.name, rule.meaning, rule.direction, rule.recommended);
            writeln!(text, "| `{name}` | {meaning} | {value} | {bounds} | `{direction}` | {advice} |").unwrap();
        }
        compare_or_print("docs/POLICY.md", &text);
    }
}
