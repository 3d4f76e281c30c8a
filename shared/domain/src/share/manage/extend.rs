//! Moving the expiry. The link stays the same.

use jiff::Timestamp;

use super::super::{
    expiry::{self, Expiry},
    fact::ShareFact,
    state::Share,
    terms_flaw::TermsFlaw,
};
use crate::{policy::Policy, value::Zone};

/// The share with its new end, under the same ceilings as a new one, and what there is to record.
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
