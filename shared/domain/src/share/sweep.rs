//! Recording an expiry that has been in force since its instant.

use super::{fact::ShareFact, state::Share};
use crate::{audit::Stamp, change::Change, decision::Decision};

impl Share {
    /// Records the expiry once. It stands already if it is not due, or if there is nothing to record any more.
    pub fn record_expiry(&self, stamp: &Stamp) -> Decision<Self> {
        if self.gate.ended_at().is_some() || !self.is_past(stamp.now) {
            return Decision::Already(self.clone());
        }
        let share = self.with(|gate| gate.expiry_recorded_at = Some(stamp.now));
        Change::new(share, stamp, ShareFact::Expired { expired_at: self.gate.expires_at }, []).into()
    }
}

#[cfg(test)]
mod tests;
