//! Moving the expiry. The link stays the same.

use super::{
    super::{
        expiry::{self, Expiry},
        fact::ShareFact,
        state::Share,
    },
    ManageRefused, Managed,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    policy::Policy,
    value::Zone,
};

/// Moves the expiry, under the same ceilings as a new share's.
#[derive(Debug)]
pub struct Extend<'a> {
    pub expiry: &'a Expiry,
    /// The org's.
    pub zone: &'a Zone,
    pub policy: &'a Policy,
}

impl Act<Managed<'_>> for Extend<'_> {
    type Made = Share;
    type Refused = ManageRefused;

    fn decide(&self, managed: Managed<'_>, stamp: &Stamp) -> Result<Decision<Share>, ManageRefused> {
        let share = managed.alive(stamp)?;
        let (expires_at, zone) = expiry::resolve(Some(self.expiry), self.policy, self.zone, stamp.now)?;
        let fact = ShareFact::Extended { from: share.gate.expires_at, to: expires_at };
        let extended = share.with(|gate| {
            gate.expires_at = expires_at;
            gate.zone = zone;
            gate.expiry_recorded_at = None;
        });
        Ok(Change::new(extended, stamp, fact, []).into())
    }
}
