//! That the password was given.

use super::{
    super::state::Share,
    password::{Password, PasswordHash},
};

/// Proof that the password of a share was given.
#[derive(Debug)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct PasswordProof(PasswordHash);

impl PasswordProof {
    /// Compares a password with the share's. Takes about 25 ms; the attempt must be committed before.
    pub fn check(share: &Share, password: &Password) -> Option<Self> {
        share.gate.password.as_ref().filter(|stored| password.matches(stored)).map(|stored| Self(stored.clone()))
    }

    pub(crate) fn proves(&self, stored: &PasswordHash) -> bool {
        self.0 == *stored
    }
}
