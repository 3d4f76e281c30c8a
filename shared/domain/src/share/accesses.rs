//! How often a share may be opened, held against the policy.

use super::terms_flaw::TermsFlaw;
use crate::policy::Policy;

/// As often as is asked for, where the policy has no other say.
pub(super) fn within(asked: Option<u32>, policy: &Policy) -> Result<u32, TermsFlaw> {
    let default = policy.default_max_accesses.value;
    match asked {
        None => Ok(default),
        Some(asked) if asked == default || policy.allow_max_accesses_override.value => Ok(asked),
        Some(_) => Err(TermsFlaw::AccessesFixed { max: default, layer: policy.allow_max_accesses_override.layer }),
    }
}
