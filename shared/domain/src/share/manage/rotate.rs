//! Rotating: the link is replaced by a new one.

use super::{
    super::{
        create::invitation,
        fact::{Delivery, ShareFact},
        link::Salt,
        standing::Standing,
        state::Share,
    },
    ManageRefused, Managed,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    policy::Policy,
};

/// Replaces the link by a new one; the old one and every session die at once. Where its guest decides by it, and its creator is
/// to carry it from now on, it takes a code if the share says so, or the policy of now. A share whose link would open nothing
/// is not rotated.
#[derive(Debug, Clone, Copy)]
pub struct Rotate<'a> {
    pub salt: Salt,
    /// How the new link reaches the guest; `None`: as the one before.
    pub delivery: Option<Delivery>,
    /// Of now; `None`: it was not looked at, so what it may require is asked for.
    pub policy: Option<&'a Policy>,
}

impl Rotate<'_> {
    /// Whether the new link of this share leaves by mail.
    pub fn is_mailed(&self, share: &Share) -> bool {
        self.delivery(share) == Delivery::Email
    }

    /// Whether the policy has a say in it.
    pub fn asks_policy(&self, share: &Share) -> bool {
        self.delivery(share) == Delivery::Link && share.asks_policy_once_carried()
    }

    fn delivery(&self, share: &Share) -> Delivery {
        self.delivery.unwrap_or(share.gate.delivery())
    }

    fn needs_code(&self, share: &Share) -> bool {
        let required = || self.policy.is_none_or(|policy| policy.decision_code_required.value);
        share.terms.needs_code(self.delivery(share)) || (self.asks_policy(share) && required())
    }
}

impl Act<Managed<'_>> for Rotate<'_> {
    type Made = Share;
    type Refused = ManageRefused;

    fn decide(&self, managed: Managed<'_>, stamp: &Stamp) -> Result<Decision<Share>, ManageRefused> {
        let share = managed.alive(stamp)?;
        if let standing @ (Standing::Expired { .. } | Standing::Exhausted) = share.standing(stamp.now) {
            return Err(ManageRefused::OpensNothing { standing });
        }
        let delivery = self.delivery(share);
        let carrier = delivery.carrier(managed.by.member());
        let needs_code = self.needs_code(share);
        let rotated = share.with(|gate| {
            gate.salt = self.salt;
            gate.link += 1;
            gate.epoch += 1;
            gate.carrier = carrier;
            gate.invited_at = None;
            // Who guessed at the password had the old link.
            gate.forgive_all();
            gate.visits.clear();
            if needs_code {
                gate.require_code();
            }
        });
        let more = rotated.proofs_changed(share);
        let mail = invitation(&rotated);
        Ok(Change::new(rotated, stamp, ShareFact::Rotated { delivery }, more).mail(stamp, mail).into())
    }
}
