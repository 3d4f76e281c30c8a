//! Revoking: the link and every session die at once, for good.

use super::{
    super::{allowance::Spent, fact::ShareFact, gate::Revocation, state::Share},
    Managed,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    run::Bits,
    staff::Forbidden,
};

/// Kills the link and every session at once, for good.
#[derive(Debug, Clone, Copy)]
pub struct Revoke;

impl Act<Managed<'_>> for Revoke {
    type Made = Share;
    type Refused = Forbidden;

    fn decide(&self, managed: Managed<'_>, stamp: &Stamp) -> Result<Decision<Share>, Forbidden> {
        let share = managed.share();
        if share.gate.revoked.is_some() {
            return Ok(Decision::Already(share.clone()));
        }
        let by = managed.by.member().name.clone();
        let revoked = share.with(|gate| {
            gate.revoked = Some(Revocation { at: stamp.now, by });
            gate.epoch += 1;
            // Nobody opens it again, and the name needs their room.
            gate.devices.clear();
            gate.visits.clear();
            (gate.spent, gate.decided) = (Spent::default(), Bits::default());
            gate.codes.clear();
        });
        Ok(Change::new(revoked, stamp, ShareFact::Revoked {}, []).into())
    }
}
