//! That the password was given; and with the code, what was proved at an opening.

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use subtle::ConstantTimeEq as _;

use super::{
    super::{gate::Gate, state::Share},
    code::{Code, CodeAsked},
    password::{Password, PasswordHash},
};
use crate::value::{KeyRing, VisitId};

/// Proof that the password of a share was given.
#[derive(Debug)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct PasswordProof(PasswordHash);

/// Proof that the code of a landing was given.
#[derive(Debug)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct CodeProof(CodeAsked);

/// What was given of what an opening asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Proofs<'a> {
    pub password: Option<&'a PasswordProof>,
    pub code: Option<&'a CodeProof>,
}

impl PasswordProof {
    /// Compares a password with the share's. Takes about 25 ms; the attempt must be committed before.
    pub fn check(share: &Share, password: &Password) -> Option<Self> {
        share.gate.password.as_ref().filter(|stored| password.matches(stored)).map(|stored| Self(stored.clone()))
    }

    pub(crate) fn proves(&self, stored: &PasswordHash) -> bool {
        self.0 == *stored
    }
}

impl CodeProof {
    /// Compares a code with that of the landing, in constant time; the attempt must be committed before.
    pub fn check(share: &Share, visit: VisitId, (given, keys): (&Code, &KeyRing), now: Timestamp) -> Option<Self> {
        let asked = share.gate.code_asked(visit, now)?;
        let right = asked.code(share.id(), keys);
        bool::from(right.expose().as_bytes().ct_eq(given.expose().as_bytes())).then_some(Self(asked))
    }

    /// For this landing, and as the gate knows it now.
    pub(crate) fn proves(&self, gate: &Gate, visit: VisitId, now: Timestamp) -> bool {
        gate.code_asked(visit, now) == Some(self.0)
    }
}

impl<'a> From<Option<&'a PasswordProof>> for Proofs<'a> {
    fn from(password: Option<&'a PasswordProof>) -> Self {
        Self { password, code: None }
    }
}
