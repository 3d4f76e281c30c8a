//! A share that is open again, because something of it was handed back.

use super::{expiry, fact::ShareFact, standing::Standing, state::Share, terms_flaw::TermsFlaw};
use crate::{audit::Stamp, policy::Policy, value::Zone};

/// Why a share cannot be opened again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReopenRefused {
    #[error("the share is already {}", standing.name())]
    Over { standing: Standing },
    #[error(transparent)]
    Terms(#[from] TermsFlaw),
}

impl Share {
    /// Opens it again with the link that its guest has. Openings are counted anew: so many were granted for a piece of work, and
    /// this is another. One that had none left, or is past its expiry, lives again, and asks for what the policy of now requires, as
    /// far as that takes nothing of its guest; past its expiry it gets as long as a new share. The facts say so.
    pub(crate) fn reopened(
        &self,
        (policy, zone): (&Policy, &Zone),
        stamp: &Stamp,
    ) -> Result<(Self, Vec<ShareFact>), ReopenRefused> {
        if let standing @ Standing::Revoked { .. } = self.standing(stamp.now) {
            return Err(ReopenRefused::Over { standing });
        }
        let reopened = self.with(|gate| {
            gate.completed_at = None;
            gate.accesses.used = 0;
        });
        if !self.is_past(stamp.now) && self.opens_left() != Some(0) {
            return Ok((reopened, vec![]));
        }
        let reopened = reopened.proving_as_now(policy);
        let proofs = reopened.proofs_changed(self);
        if !self.is_past(stamp.now) {
            return Ok((reopened, proofs.into_iter().collect()));
        }
        let (expires_at, zone) = expiry::resolve(None, policy, zone, stamp.now)?;
        let renewed = reopened.with(|gate| {
            gate.expires_at = expires_at;
            gate.zone = zone;
            gate.expiry_recorded_at = None;
        });
        let extended = ShareFact::Extended { from: self.gate.expires_at, to: expires_at };
        Ok((renewed, [extended].into_iter().chain(proofs).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{EXPIRES, House, SATURDAY, Sharing, at, changed, layer, staff},
        share::{Accesses, Permission},
    };

    fn renewed(house: &House, share: &Share) -> Share {
        share.reopened((&house.policy(), &house.org.zone), &staff(EXPIRES)).unwrap().0
    }

    #[test]
    fn who_decides_by_a_carried_link_is_asked_for_the_code_once_it_is_renewed() {
        let mut house = House::new();
        house.org.policy = layer(|l| l.decision_code_required = Some(false));
        let deciding = |sharing: Sharing<'_>| {
            let mut sharing = sharing;
            sharing.create.asked.permissions.insert(Permission::Respond);
            sharing.created()
        };
        let carried = deciding(house.share().link());
        let (mailed, working) = (deciding(house.share()), house.share().link().created());
        assert!(!renewed(&house, &carried).gate.code);
        house.org.policy = layer(|l| l.decision_code_required = Some(true));
        let asks = |share: &Share| (share.gate.code, renewed(&house, share).gate.code);
        assert_eq!([&carried, &mailed, &working].map(asks), [(false, true), (false, false), (false, false)]);
        assert_eq!(renewed(&house, &carried).gate.epoch, carried.gate.epoch + 1, "who is in has given none");
        let alive = carried.reopened((&house.policy(), &house.org.zone), &staff(SATURDAY)).unwrap().0;
        assert!(!alive.gate.code, "what lives is changed by none");
        let mut used_up = carried;
        used_up.gate.accesses = Accesses { used: 2, max: 2 };
        let (again, facts) = used_up.reopened((&house.policy(), &house.org.zone), &staff(SATURDAY)).unwrap();
        assert!(again.gate.code && again.gate.expires_at == used_up.gate.expires_at, "nor did it live");
        assert_eq!((again.gate.accesses, facts.len()), (Accesses { used: 0, max: 2 }, 1));
    }

    #[test]
    fn a_renewed_share_expires_once_more_and_that_is_recorded_too() {
        let house = House::new();
        let share = house.share().created();
        let expired = changed(share.record_expiry(&staff(EXPIRES))).into_state();
        assert!(expired.gate.expiry_recorded_at.is_some());
        let renewed = renewed(&house, &expired);
        assert_eq!((renewed.gate.expiry_recorded_at, renewed.gate.ended_at()), (None, None));
        let again = renewed.record_expiry(&crate::audit::Stamp { now: renewed.gate.expires_at, ..staff(EXPIRES) });
        assert_eq!(changed(again).state().gate.expiry_recorded_at, Some(renewed.gate.expires_at));
        assert_eq!(at(EXPIRES), share.gate.expires_at);
    }
}
