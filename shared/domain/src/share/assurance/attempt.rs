//! Trying a share's password: the attempt is counted before it is made.

use super::{
    super::{
        fact::ShareFact,
        open::{Open, OpenRefused},
        state::Share,
    },
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

/// A reserved attempt was a wrong one. The owner is told when waiting begins.
#[derive(Debug, Clone, Copy)]
pub struct AttemptFailed {
    pub attempt: u32,
}

impl Act<&Share> for ReserveAttempt<'_> {
    type Made = Share;
    type Refused = OpenRefused;

    fn decide(&self, share: &Share, stamp: &Stamp) -> Result<Decision<Share>, OpenRefused> {
        share.ready(self.opening, stamp.now)?;
        let attempts = share.gate.attempts.reserve(stamp.now)?;
        let fact = ShareFact::PasswordTried { attempt: attempts.tried() };
        Ok(Change::new(share.with(|gate| gate.attempts = attempts), stamp, fact, []).into())
    }
}

impl Act<&Share> for AttemptFailed {
    type Made = Share;
    type Refused = OpenRefused;

    fn decide(&self, share: &Share, stamp: &Stamp) -> Result<Decision<Share>, OpenRefused> {
        let attempt = self.attempt;
        // Of attempts made at once, those before the last free one did not lock anything.
        let until = share.gate.attempts.locked_until().filter(|_| attempt >= Attempts::FREE);
        let locked = until.map(|until| ShareFact::Locked { until });
        let notice = until.filter(|_| attempt == Attempts::FREE).map(|until| Notice::Locked { until });
        let mail = notice.map(|about| Message::OwnerNotice { share: share.id(), about });
        let fact = ShareFact::PasswordFailed { attempt };
        Ok(Change::new(share.clone(), stamp, fact, locked).mail(stamp, mail).into())
    }
}

#[cfg(test)]
mod tests;
