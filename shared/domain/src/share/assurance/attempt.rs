//! Trying a share's password: the attempt is counted before it is made.

use super::{
    super::{
        fact::ShareFact,
        open::{Open, OpenRefused},
        state::Share,
    },
    lane::Device,
    password::Attempts,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    outbox::{Message, Notice},
};

/// Counts one attempt, to be committed before the password is looked at. Nothing is counted when the link could not
/// be opened even with the right password.
#[derive(Debug, Clone, Copy)]
pub struct ReserveAttempt<'a> {
    pub opening: &'a Open,
}

/// A reserved attempt was a wrong one. The owner is told when waiting begins for those who were never in.
#[derive(Debug, Clone, Copy)]
pub struct AttemptFailed {
    pub attempt: u32,
    /// From which it was made, if it is known.
    pub device: Option<Device>,
}

impl Act<&Share> for ReserveAttempt<'_> {
    type Made = Share;
    type Refused = OpenRefused;

    fn decide(&self, share: &Share, stamp: &Stamp) -> Result<Decision<Share>, OpenRefused> {
        share.ready(self.opening, false, stamp.now)?;
        let lane = share.lane(self.opening.device.as_ref());
        let attempts = share.gate.reserve(lane, stamp.now)?;
        let fact = ShareFact::PasswordTried { attempt: attempts.tried(), known_device: lane.is_of_a_device() };
        Ok(Change::new(share.with(|gate| gate.count(lane, attempts)), stamp, fact, []).into())
    }
}

impl Act<&Share> for AttemptFailed {
    type Made = Share;
    type Refused = OpenRefused;

    fn decide(&self, share: &Share, stamp: &Stamp) -> Result<Decision<Share>, OpenRefused> {
        let (attempt, lane) = (self.attempt, share.lane(self.device.as_ref()));
        let known_device = lane.is_of_a_device();
        // Of attempts made at once, those before the last free one did not lock anything.
        let until = share.gate.attempts_in(lane).locked_until().filter(|_| attempt >= Attempts::MAX_FREE);
        let locked = until.map(|until| ShareFact::Locked { until, known_device });
        let notice =
            until.filter(|_| attempt == Attempts::MAX_FREE && !known_device).map(|until| Notice::Locked { until });
        let mail = notice.map(|about| Message::OwnerNotice { share: share.id(), about });
        let fact = ShareFact::PasswordFailed { attempt, known_device };
        Ok(Change::new(share.clone(), stamp, fact, locked).mail(stamp, mail).into())
    }
}

#[cfg(test)]
mod tests;
