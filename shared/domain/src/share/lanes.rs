//! In which lane of a share an attempt at its password or its code is counted.

use jiff::Timestamp;

use super::{
    assurance::{
        lane::{Device, DeviceAttempts, Lane, MAX_LANES},
        password::{Attempts, BackOff},
    },
    gate::Gate,
    state::Share,
};
use crate::value::{Assurance, DeviceId};

impl Device {
    /// The browser of a guest who has just opened a share with so much proved.
    pub fn of(share: &Share, id: DeviceId, assurance: Assurance) -> Self {
        Self { id, share: share.id(), epoch: share.gate.epoch, gave_code: assurance.mailbox.is_some() }
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

    /// Whether something was proved from this browser since the link and the password are what they are.
    pub(super) fn knows(&self, device: &Device) -> bool {
        device.share == self.id() && device.epoch == self.gate.epoch
    }

    pub(crate) fn lane(&self, device: Option<&Device>) -> Lane {
        device.filter(|device| self.knows(device)).map_or(Lane::Everybody, |device| Lane::Of(device.id))
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

    /// A new link or a new password: nobody has tried it yet, and codes of before it are none.
    pub(crate) fn forgive_all(&mut self) {
        self.attempts = Attempts::default();
        self.devices.clear();
        self.codes.clear();
        self.spent.codes = None;
    }
}

#[cfg(test)]
mod tests;
