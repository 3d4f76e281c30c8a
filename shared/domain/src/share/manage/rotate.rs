//! Rotating: the link is replaced by a new one.

use super::{
    super::{
        create::invitation,
        fact::{Delivery, ShareFact},
        link::Salt,
        state::Share,
    },
    ManageRefused, Managed,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
};

/// Replaces the link by a new one; the old one and every session die at once.
#[derive(Debug, Clone, Copy)]
pub struct Rotate {
    pub salt: Salt,
    /// How the new link reaches the guest; `None`: as the one before.
    pub delivery: Option<Delivery>,
}

impl Rotate {
    /// Whether the new link of this share leaves by mail.
    pub fn is_mailed(&self, share: &Share) -> bool {
        self.delivery.unwrap_or(share.gate.delivery) == Delivery::Email
    }
}

impl Act<Managed<'_>> for Rotate {
    type Made = Share;
    type Refused = ManageRefused;

    fn decide(&self, managed: Managed<'_>, stamp: &Stamp) -> Result<Decision<Share>, ManageRefused> {
        let share = managed.alive(stamp)?;
        let delivery = self.delivery.unwrap_or(share.gate.delivery);
        let rotated = share.with(|gate| {
            gate.salt = self.salt;
            gate.link += 1;
            gate.epoch += 1;
            gate.delivery = delivery;
            gate.invited_at = None;
            // Who guessed at the password had the old link.
            gate.forgive_all();
            gate.visits.clear();
        });
        let mail = invitation(&rotated);
        Ok(Change::new(rotated, stamp, ShareFact::Rotated { delivery }, []).mail(stamp, mail).into())
    }
}
