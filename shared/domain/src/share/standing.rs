//! What a share is worth at an instant. Always derived, never stored.

use jiff::Timestamp;

use super::{link::LinkToken, state::Share};

/// In order of rank: revocation outranks completion, completion outranks expiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Revoked {
        at: Timestamp,
    },
    /// Still to be read until its expiry.
    Completed {
        at: Timestamp,
    },
    Expired {
        at: Timestamp,
    },
    /// No further opening; sessions that are open go on.
    Exhausted,
    Open,
}

/// Why a link, or a session, does not open the share.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The link was rotated or its password changed since: open it again.
    #[error("this session has ended")]
    SessionEnded,
    /// A rotation has made another link.
    #[error("there is a newer link")]
    Replaced,
    #[error("this link has been revoked")]
    Revoked { at: Timestamp },
    #[error("this link has expired")]
    Expired { at: Timestamp },
    #[error("this link's access count is exceeded")]
    Exhausted,
    #[error("what this link was for is already completed")]
    Completed { at: Timestamp },
}

impl Share {
    pub fn standing(&self, now: Timestamp) -> Standing {
        match (&self.gate.revoked, self.gate.completed_at, self.opens_left()) {
            (Some(revocation), _, _) => Standing::Revoked { at: revocation.at },
            (None, Some(at), _) => Standing::Completed { at },
            (None, None, _) if self.is_past(now) => Standing::Expired { at: self.gate.expires_at },
            (None, None, Some(0)) => Standing::Exhausted,
            (None, None, _) => Standing::Open,
        }
    }

    /// From the instant of expiry on.
    pub fn is_past(&self, now: Timestamp) -> bool {
        self.gate.expires_at <= now
    }

    /// Openings that remain; `None`: any number.
    pub fn opens_left(&self) -> Option<u32> {
        let accesses = self.gate.accesses;
        (accesses.max > 0).then(|| accesses.max.saturating_sub(accesses.used))
    }

    /// Whether the link can be opened at all: not dead, and openings left.
    pub fn openable(&self, now: Timestamp) -> Result<(), Denied> {
        match self.standing(now) {
            Standing::Revoked { at } => Err(Denied::Revoked { at }),
            Standing::Expired { at } => Err(Denied::Expired { at }),
            Standing::Exhausted => Err(Denied::Exhausted),
            Standing::Completed { at } if self.is_past(now) || self.opens_left() == Some(0) => {
                Err(Denied::Completed { at })
            }
            Standing::Completed { .. } | Standing::Open => Ok(()),
        }
    }

    /// Whether a proven token is this share's current one.
    pub fn answers_to(&self, token: &LinkToken) -> bool {
        self.id() == token.share && self.gate.salt == token.salt
    }
}

impl Standing {
    /// The word for it in the API.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Revoked { .. } => "revoked",
            Self::Completed { .. } => "completed",
            Self::Expired { .. } => "expired",
            Self::Exhausted => "exhausted",
            Self::Open => "active",
        }
    }
}

#[cfg(test)]
mod tests;
