//! An invitation: to whom, as what, until when, and what became of it.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::roles::Roles,
    code::{CodeText, InvitationCode},
    refused::InvitationEnd,
};
use crate::value::{Email, InvitationId, KeyRing, Locale, OrgSlug, PersonName, Salt};

/// How long an invitation can be accepted.
pub const INVITATION_DAYS: u32 = 14;

/// Somebody with an address is invited to an org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub org: OrgSlug,
    pub email: Email,
    pub name: PersonName,
    /// Of the mail with the code, and later of the member.
    pub locale: Locale,
    pub roles: Roles,
    pub by: Inviter,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    /// Of the code that counts.
    pub salt: Salt,
    pub state: InvitationState,
    pub version: u64,
}

/// Who invited last, as they were then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inviter {
    /// `None`: an operator.
    pub sub: Option<String>,
    pub name: PersonName,
    pub email: Email,
}

/// What became of an invitation, but for time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvitationState {
    Open,
    Accepted { sub: String, at: Timestamp },
    Withdrawn { at: Timestamp },
}

impl Invitation {
    /// Whether it can be accepted at this instant.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.end(now).is_none()
    }

    pub(super) fn end(&self, now: Timestamp) -> Option<InvitationEnd> {
        match self.state {
            InvitationState::Accepted { at, .. } => Some(InvitationEnd::Accepted { at }),
            InvitationState::Withdrawn { at } => Some(InvitationEnd::Withdrawn { at }),
            InvitationState::Open if self.expires_at <= now => Some(InvitationEnd::Expired { at: self.expires_at }),
            InvitationState::Open => None,
        }
    }

    /// The code that accepts it, for its mail.
    pub fn code(&self, keys: &KeyRing) -> CodeText {
        InvitationCode::reveal(&self.org, self.id, self.salt, keys)
    }

    pub(super) fn lifetime() -> SignedDuration {
        SignedDuration::from_hours(24 * i64::from(INVITATION_DAYS))
    }
}
