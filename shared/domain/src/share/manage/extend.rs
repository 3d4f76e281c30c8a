//! Moving the expiry. The link stays the same.

use jiff::Timestamp;

use super::{
    super::{
        expiry::{self, Expiry},
        fact::ShareFact,
        state::Share,
        terms_flaw::TermsFlaw,
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
        let (extended, fact) = extended(share, self.expiry, (self.zone, self.policy), stamp.now)?;
        Ok(Change::new(extended, stamp, fact, []).into())
    }
}

/// The share with its new end, and what there is to record.
pub(super) fn extended(
    share: &Share,
    expiry: &Expiry,
    (zone, policy): (&Zone, &Policy),
    now: Timestamp,
) -> Result<(Share, ShareFact), TermsFlaw> {
    let (expires_at, zone) = expiry::resolve(Some(expiry), policy, zone, now)?;
    let fact = ShareFact::Extended { from: share.gate.expires_at, to: expires_at };
    let extended = share.with(|gate| {
        gate.expires_at = expires_at;
        gate.zone = zone;
        gate.expiry_recorded_at = None;
    });
    Ok((extended, fact))
}
