//! Trying a share's password: the attempt is counted before it is made.

use super::{OpenRefused, Opening, Share};
use crate::{
    audit::{Event, Stamp},
    change::Change,
    outbox::{Message, Notice},
    password::{Attempts, Password, PasswordHash},
};

/// Proof that the password of a share was given.
#[derive(Debug)]
pub struct PasswordProof(PasswordHash);

impl PasswordProof {
    /// Compares a password with the share's. Takes about 25 ms; the attempt must be committed before.
    pub fn check(share: &Share, password: &Password) -> Option<Self> {
        share.password.as_ref().filter(|stored| password.matches(stored)).map(|stored| Self(stored.clone()))
    }

    pub(super) fn proves(&self, stored: &PasswordHash) -> bool {
        self.0 == *stored
    }
}

impl Share {
    /// Counts one attempt, to be committed before the password is looked at. Nothing is counted when
    /// the link could not be opened even with the right password.
    pub fn reserve_attempt(&self, opening: &Opening, stamp: &Stamp) -> Result<Change<Self>, OpenRefused> {
        self.ready(opening, stamp.now)?;
        let attempts = self.attempts.reserve(stamp.now)?;
        let event = Event::PasswordTried { attempt: attempts.tried() };
        Ok(Change::new(Self { attempts, ..self.clone() }, stamp, event, []))
    }

    /// Records that a reserved attempt was a wrong one. Tells the owner when waiting begins.
    pub fn attempt_failed(&self, attempt: u32, stamp: &Stamp) -> Change<Self> {
        // Of attempts made at once, those before the last free one did not lock anything.
        let until = self.attempts.locked_until().filter(|_| attempt >= Attempts::FREE);
        let locked = until.map(|until| Event::Locked { until });
        let messages = match until {
            Some(until) if attempt == Attempts::FREE => {
                vec![Message::OwnerNotice { share: self.id, about: Notice::Locked { until } }]
            }
            _ => vec![],
        };
        Change::new(self.clone(), stamp, Event::PasswordFailed { attempt }, locked).tell(stamp, messages)
    }
}

#[cfg(test)]
mod tests;
