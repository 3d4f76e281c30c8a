//! What a project allows, as staff read it.

use vestibule_api::staff::Policy;
use vestibule_domain::policy::{self, Setting};

use super::spelling::setting;

/// The settings, each with the layer that decided it. Texts are not among them.
pub fn policy(policy: &policy::Policy) -> Policy {
    Policy {
        default_expiry_days: setting(&policy.default_expiry_days),
        max_expiry_days: setting(&policy.max_expiry_days),
        allow_custom_expiry: setting(&policy.allow_custom_expiry),
        default_max_accesses: setting(&policy.default_max_accesses),
        allow_max_accesses_override: setting(&policy.allow_max_accesses_override),
        password_required: setting(&policy.password_required),
        max_upload_bytes: setting(&policy.max_upload_bytes),
        upload_extensions: setting(&policy.upload_extensions),
        max_mails_per_address: setting(&policy.max_mails_per_address),
        max_mails_per_member: setting(&policy.max_mails_per_member),
        max_mails_per_share: setting(&policy.max_mails_per_share),
        logo: setting(&named(&policy.logo, |logo| logo.to_string())),
        accent: setting(&named(&policy.accent, |accent| accent.colour().to_string())),
    }
}

fn named<T: Copy>(part: &Setting<Option<T>>, name: impl Fn(T) -> String) -> Setting<Option<String>> {
    Setting { value: part.value.map(name), layer: part.layer }
}
