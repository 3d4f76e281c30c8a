//! Whether a session opens a share at this instant.

use jiff::Timestamp;

use super::session::Session;
use crate::share::{Denied, Share, Standing};

/// Proof that a session opens a share at this instant. Reading needs no more; acting needs a [`super::Permit`], which
/// is made of it.
#[derive(Debug, Clone, Copy)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct Admission<'a> {
    share: &'a Share,
}

/// Admits a session to a share. Sessions outlast an exhausted access count, which limits openings,
/// and a completed share, which stays readable until it expires.
pub fn admit<'a>(share: &'a Share, session: &Session, now: Timestamp) -> Result<Admission<'a>, Denied> {
    match share.standing(now) {
        Standing::Revoked { at } => return Err(Denied::Revoked { at }),
        Standing::Expired { at } => return Err(Denied::Expired { at }),
        Standing::Completed { at } if share.is_past(now) => return Err(Denied::Completed { at }),
        Standing::Completed { .. } | Standing::Exhausted | Standing::Open => {}
    }
    if session.share == share.id() && session.epoch == share.gate.epoch {
        Ok(Admission { share })
    } else {
        Err(Denied::SessionEnded)
    }
}

impl<'a> Admission<'a> {
    pub fn share(&self) -> &'a Share {
        self.share
    }
}

#[cfg(test)]
mod tests;
