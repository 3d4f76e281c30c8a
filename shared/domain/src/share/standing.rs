//! What a share is worth at an instant. Always derived, never stored.

use jiff::Timestamp;
use serde::Serialize;

use super::Share;
use crate::token::LinkToken;

/// In order of rank: revocation outranks completion, completion outranks expiry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
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
    #[serde(rename = "active")]
    Open,
}

impl Share {
    pub fn standing(&self, now: Timestamp) -> Standing {
        match (&self.revoked, self.completed_at, self.opens_left()) {
            (Some(revocation), _, _) => Standing::Revoked { at: revocation.at },
            (None, Some(at), _) => Standing::Completed { at },
            (None, None, _) if self.is_past(now) => Standing::Expired { at: self.expires_at },
            (None, None, Some(0)) => Standing::Exhausted,
            (None, None, _) => Standing::Open,
        }
    }

    /// From the instant of expiry on.
    pub fn is_past(&self, now: Timestamp) -> bool {
        self.expires_at <= now
    }

    /// Openings that remain; `None`: any number.
    pub fn opens_left(&self) -> Option<u32> {
        (self.accesses.max > 0).then(|| self.accesses.max.saturating_sub(self.accesses.used))
    }

    /// Whether a proven token is this share's current one. A rotated one is as good as none.
    pub fn answers_to(&self, token: &LinkToken) -> bool {
        self.id == token.share && self.salt == token.salt
    }

    /// Whether staff still see it among the active shares.
    pub fn is_listed(&self) -> bool {
        self.revoked.is_none() && self.completed_at.is_none() && self.expiry_recorded_at.is_none()
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
