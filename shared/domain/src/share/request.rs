//! A guest before a dead link asks its creator for a new one.

use jiff::{SignedDuration, Timestamp};

use super::Share;
use crate::{
    audit::{Event, Stamp},
    change::Change,
    outbox::{Message, Notice},
};

/// The creator is told once in this time, however often the guest asks.
pub(super) const PAUSE: SignedDuration = SignedDuration::from_hours(1);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefused {
    #[error("this link still works")]
    StillWorks,
}

impl Share {
    /// Tells the creator. `None`: they were told a short while ago.
    pub fn request_link(&self, stamp: &Stamp) -> Result<Option<Change<Self>>, RequestRefused> {
        if self.openable(stamp.now).is_ok() {
            return Err(RequestRefused::StillWorks);
        }
        let told = |at: Timestamp| stamp.now.duration_since(at) < PAUSE;
        if self.link_requested_at.is_some_and(told) {
            return Ok(None);
        }
        let share = Self { link_requested_at: Some(stamp.now), ..self.clone() };
        let message = Message::OwnerNotice { share: self.id, about: Notice::NewLinkRequested };
        Ok(Some(Change::new(share, stamp, Event::NewLinkRequested, []).tell(stamp, vec![message])))
    }
}

#[cfg(test)]
mod tests;
