//! Trying a share's password or its code: the attempt is counted before it is made.

use super::{
    super::{
        fact::ShareFact,
        open::{Lacking, Open, OpenRefused},
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

/// Which secrets an attempt is at. Whichever it is, it is one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Secrets {
    pub password: bool,
    pub code: bool,
}

/// Counts one attempt, to be committed before what was given is looked at. Nothing is counted when the link could not be
/// opened even with the right ones, nor where there is no code that could be right.
#[derive(Debug, Clone, Copy)]
pub struct ReserveAttempt<'a> {
    pub opening: &'a Open,
    pub at: Secrets,
}

/// A reserved attempt was a wrong one. The owner is told when waiting begins for those who were never in.
#[derive(Debug, Clone, Copy)]
pub struct AttemptFailed {
    pub attempt: u32,
    /// From which it was made, if it is known.
    pub device: Option<Device>,
    /// What was wrong.
    pub at: Secrets,
}

impl Secrets {
    pub const PASSWORD: Self = Self { password: true, code: false };
    pub const CODE: Self = Self { password: false, code: true };
}

impl Act<&Share> for ReserveAttempt<'_> {
    type Made = Share;
    type Refused = OpenRefused;

    fn decide(&self, share: &Share, stamp: &Stamp) -> Result<Decision<Share>, OpenRefused> {
        share.ready(self.opening, Lacking::default(), stamp.now)?;
        if self.at.code && share.gate.code_asked(self.opening.visit, stamp.now).is_none() {
            return Err(OpenRefused::CodeEnded);
        }
        let lane = share.lane(self.opening.device.as_ref());
        let attempts = share.gate.reserve(lane, stamp.now)?;
        let (attempt, known_device) = (attempts.tried(), lane.is_of_a_device());
        let code = ShareFact::CodeTried { attempt, known_device };
        let password = ShareFact::PasswordTried { attempt, known_device };
        let (first, more) = match self.at {
            Secrets { password: false, code: true } => (code, None),
            Secrets { password: true, code: true } => (password, Some(code)),
            Secrets { code: false, .. } => (password, None),
        };
        Ok(Change::new(share.with(|gate| gate.count(lane, attempts)), stamp, first, more).into())
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
        let fact = if self.at.code {
            ShareFact::CodeFailed { attempt, known_device }
        } else {
            ShareFact::PasswordFailed { attempt, known_device }
        };
        Ok(Change::new(share.clone(), stamp, fact, locked).mail(stamp, mail).into())
    }
}

#[cfg(test)]
mod tests;
