//! Recording an expiry that has been in force since its instant.

use super::Share;
use crate::{
    audit::{Event, Stamp},
    change::Change,
};

impl Share {
    /// Records the expiry once. `None`: it is not due, or there is nothing to record any more.
    pub fn record_expiry(&self, stamp: &Stamp) -> Option<Change<Self>> {
        if !self.is_listed() || !self.is_past(stamp.now) {
            return None;
        }
        let share = Self { expiry_recorded_at: Some(stamp.now), ..self.clone() };
        Some(Change::new(share, stamp, Event::Expired { expired_at: self.expires_at }, []))
    }
}

#[cfg(test)]
mod tests;
