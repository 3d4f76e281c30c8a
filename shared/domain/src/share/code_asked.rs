//! Whether a share takes a mailed code: because somebody asks for it, because the policy requires it of all, or because its
//! guest decides by a link that its creator carries, who could decide in their name.

use std::collections::BTreeSet;

use super::{
    fact::{Delivery, ShareFact},
    permission::Permission,
    state::Share,
    terms::Terms,
    terms_flaw::TermsFlaw,
};
use crate::policy::Policy;

/// Where so much is asked for, and the policy has a say.
pub(super) fn judged(
    asked: Option<bool>,
    permissions: &BTreeSet<Permission>,
    delivery: Delivery,
    policy: &Policy,
) -> Result<bool, TermsFlaw> {
    let (always, to_decide) = (&policy.code_required, &policy.decision_code_required);
    let decides = to_decide.value && delivery == Delivery::Link && permissions.contains(&Permission::Respond);
    match asked {
        Some(false) if always.value => Err(TermsFlaw::CodeRequired { layer: always.layer }),
        Some(false) if decides => Err(TermsFlaw::DecisionCodeRequired { layer: to_decide.layer }),
        asked => Ok(asked.unwrap_or(always.value || decides)),
    }
}

impl Terms {
    /// Whether it takes a code with a link that reaches its guest so.
    pub(super) fn needs_code(&self, delivery: Delivery) -> bool {
        self.decision_code && delivery == Delivery::Link
    }
}

impl Share {
    /// The same share, which is over and lives again by it: its guest is to prove what the policy of now requires, as far as that
    /// takes nothing of them.
    pub(super) fn proving_as_now(&self, policy: &Policy) -> Self {
        let carried = self.gate.delivery() == Delivery::Link;
        let code = policy.code_required.value || (carried && self.lacks_decision_code(policy));
        self.with(|gate| {
            gate.who_opens |= policy.who_opens_required.value;
            if code {
                gate.require_code();
            }
        })
    }

    /// What there is to record, where it asks for something else than before.
    pub(super) fn proofs_changed(&self, before: &Self) -> Option<ShareFact> {
        let (code, who_opens) = (self.gate.code, self.gate.who_opens);
        let changed = (code, who_opens) != (before.gate.code, before.gate.who_opens);
        changed.then_some(ShareFact::ProofsChanged { code, who_opens })
    }

    /// Whether a link that its creator carries may need a code by the policy of now, though nothing in the share says so.
    pub(super) fn asks_policy_once_carried(&self) -> bool {
        let (terms, gate) = (&self.terms, &self.gate);
        terms.permissions.contains(&Permission::Respond) && !terms.decision_code && !gate.code
    }

    /// Whether the policy requires the code, and this share does not ask for it now, or would not once its link is carried.
    pub(super) fn lacks_decision_code(&self, policy: &Policy) -> bool {
        let (terms, gate) = (&self.terms, &self.gate);
        let asks = terms.decision_code && (gate.code || !terms.needs_code(gate.delivery()));
        policy.decision_code_required.value && terms.permissions.contains(&Permission::Respond) && !asks
    }
}

#[cfg(test)]
mod tests;
