//! Policies that cannot be so.

use vestibule_api::problem::{FieldError, Kind};
use vestibule_domain::{policy::SettingFlaw, staff::PolicyRefused};

use super::{flaw, flawed, layer};
use crate::answer::problem::Problem;

impl From<PolicyRefused> for Problem {
    fn from(refused: PolicyRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            PolicyRefused::Forbidden(refused) => refused.into(),
            PolicyRefused::Changed { .. } => Self::new(Kind::Stale, detail),
            PolicyRefused::Flawed { flaws } => flawed(detail, flaws.iter().map(setting).collect()),
        }
    }
}

fn setting(reason: &SettingFlaw) -> FieldError {
    let at = format!("/{}", reason.setting());
    match reason {
        SettingFlaw::OutOfRange { .. } => flaw(at, "out_of_range", reason),
        SettingFlaw::Extensions { .. } => flaw(at, "extensions", reason),
        SettingFlaw::Extension { at: index, .. } => flaw(format!("{at}/{index}"), "extensions", reason),
        SettingFlaw::HoldsLink { .. } => flaw(at, "holds_address", reason),
        SettingFlaw::Loosens { setting, layer: decided, .. } => {
            flaw(at, "loosens", reason).decided_by(*setting, layer(*decided))
        }
    }
}
