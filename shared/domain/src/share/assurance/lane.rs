//! Lanes of attempts at a share's password: one for everybody, and one for each browser from which it was given before,
//! so that strangers who hold the link cannot use up what a guest has (OWASP, "Slow Down Online Guessing Attacks with
//! Device Cookies").

use super::password::Attempts;
use crate::value::{DeviceId, ShareId};

/// Lanes of browsers that a gate keeps, at most: of those whose last attempt was no success.
pub(crate) const MAX_LANES: usize = 4;

/// A browser from which the password of a share or its mailed code was given, at this epoch: a new link and a new password
/// end it, because who had the old ones is to have no more guesses than others. It opens nothing without the link, and
/// nothing without the password where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    pub share: ShareId,
    pub(crate) epoch: u32,
    /// The mailed code was given from it: it is not asked for there again.
    pub gave_code: bool,
}

/// The attempts of one such browser since its last success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceAttempts {
    pub device: DeviceId,
    pub attempts: Attempts,
}

/// Where an attempt is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    Everybody,
    Of(DeviceId),
}

impl Lane {
    pub(crate) fn is_of_a_device(self) -> bool {
        self != Self::Everybody
    }
}
