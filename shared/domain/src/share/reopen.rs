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
    /// Opens it again with the link that its guest has. Past its expiry it is renewed by as long as the policy gives a new
    /// share, and the fact says so. Openings are counted anew: so many were granted for a piece of work, and this is another.
    pub(crate) fn reopened(
        &self,
        (policy, zone): (&Policy, &Zone),
        stamp: &Stamp,
    ) -> Result<(Self, Option<ShareFact>), ReopenRefused> {
        if let standing @ Standing::Revoked { .. } = self.standing(stamp.now) {
            return Err(ReopenRefused::Over { standing });
        }
        let renewed =
            if self.is_past(stamp.now) { Some(expiry::resolve(None, policy, zone, stamp.now)?) } else { None };
        let fact = renewed.as_ref().map(|(to, _)| ShareFact::Extended { from: self.gate.expires_at, to: *to });
        let reopened = self.with(|gate| {
            gate.completed_at = None;
            gate.accesses.used = 0;
            if let Some((expires_at, zone)) = renewed {
                gate.expires_at = expires_at;
                gate.zone = zone;
                gate.expiry_recorded_at = None;
            }
        });
        Ok((reopened, fact))
    }
}
