//! In which lane of a share an attempt at its password is counted.

use jiff::Timestamp;

use super::{
    assurance::{
        lane::{Device, DeviceAttempts, Lane, MAX_LANES},
        password::{Attempts, BackOff},
    },
    gate::Gate,
    state::Share,
};
use crate::value::DeviceId;

impl Device {
    /// The browser of a guest who has just opened a share by its password.
    pub fn of(share: &Share, id: DeviceId) -> Self {
        Self { id, share: share.id(), epoch: share.gate.epoch }
    }
}

impl Share {
    /// Until when a browser has to wait for its next attempt.
    pub fn locked_until(&self, device: Option<&Device>) -> Option<Timestamp> {
        self.gate.attempts_in(self.lane(device)).locked_until()
    }

    /// How many attempts a browser has made since the last success.
    pub fn attempts_of(&self, device: Option<&Device>) -> u32 {
        self.gate.attempts_in(self.lane(device)).tried()
    }

    pub(crate) fn lane(&self, device: Option<&Device>) -> Lane {
        let is_known = |device: &&Device| device.share == self.id() && device.epoch == self.gate.epoch;
        device.filter(is_known).map_or(Lane::Everybody, |device| Lane::Of(device.id))
    }
}

impl Gate {
    pub(crate) fn attempts_in(&self, lane: Lane) -> Attempts {
        match lane {
            Lane::Everybody => self.attempts.clone(),
            Lane::Of(device) => {
                let own = self.devices.iter().find(|own| own.device == device);
                own.map(|own| own.attempts.clone()).unwrap_or_default()
            }
        }
    }

    /// Counts an attempt before it is made.
    pub(super) fn reserve(&self, lane: Lane, now: Timestamp) -> Result<Attempts, BackOff> {
        self.attempts_in(lane).reserve(now)
    }

    pub(crate) fn count(&mut self, lane: Lane, attempts: Attempts) {
        match lane {
            Lane::Everybody => self.attempts = attempts,
            Lane::Of(device) => {
                self.devices.retain(|own| own.device != device);
                self.devices.drain(..(self.devices.len() + 1).saturating_sub(MAX_LANES));
                self.devices.push(DeviceAttempts { device, attempts });
            }
        }
    }

    /// The password was given: what was tried in the lane before is forgotten.
    pub(crate) fn forgive(&mut self, lane: Lane) {
        match lane {
            Lane::Everybody => self.attempts = Attempts::default(),
            Lane::Of(device) => self.devices.retain(|own| own.device != device),
        }
    }

    /// A new link or a new password: nobody has tried it yet.
    pub(crate) fn forgive_all(&mut self) {
        self.attempts = Attempts::default();
        self.devices.clear();
    }
}

#[cfg(test)]
mod tests;
