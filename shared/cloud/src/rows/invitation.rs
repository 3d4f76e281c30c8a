//! `INVITATION#{invitation}` of an org. DynamoDB forgets it some weeks after nobody can accept it any more.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    staff::{Given, Invitation, InvitationState, Inviter, Roles},
    value::{Email, InvitationId, Locale, OrgSlug, PersonName, Salt},
};

use super::{Row, corrupt, form};
use crate::{error::RowError, keys::Key};

/// So long after its expiry, who comes with its code is told what became of it.
const REMEMBERING_PERIOD: SignedDuration = SignedDuration::from_hours(24 * 30);

#[derive(Serialize, Deserialize)]
pub(crate) struct InvitationRow {
    id: InvitationId,
    org: OrgSlug,
    email: Email,
    name: PersonName,
    locale: Locale,
    roles: Roles,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    by_name: PersonName,
    by_email: Email,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kept: Vec<GivenRow>,
    #[serde(with = "form::millis")]
    created: Timestamp,
    #[serde(with = "form::millis")]
    exp: Timestamp,
    #[serde(with = "form::binary")]
    salt: [u8; 16],
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accepted_by: Option<String>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    accepted: Option<Timestamp>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Timestamp>,
    /// When DynamoDB may remove it, in seconds.
    ttl: i64,
}

/// Roles that somebody else had given before.
#[derive(Serialize, Deserialize)]
struct GivenRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    roles: Roles,
    #[serde(with = "form::millis")]
    exp: Timestamp,
}

impl GivenRow {
    fn of(Given { by, roles, expires_at }: Given) -> Self {
        Self { by, roles, exp: expires_at }
    }

    fn given(self) -> Given {
        Given { by: self.by, roles: self.roles, expires_at: self.exp }
    }
}

impl Row for Invitation {
    type Stored = InvitationRow;

    fn from_row(key: &Key, row: InvitationRow, version: u64) -> Result<Self, RowError> {
        let state = match (row.accepted, row.accepted_by, row.withdrawn) {
            (None, None, None) => InvitationState::Open,
            (Some(at), Some(sub), None) => InvitationState::Accepted { sub, at },
            (None, None, Some(at)) => InvitationState::Withdrawn { at },
            _ => return Err(corrupt(key, "accepted", &"does not go with what else is there")),
        };
        Ok(Self {
            id: row.id,
            org: row.org,
            email: row.email,
            name: row.name,
            locale: row.locale,
            roles: row.roles,
            by: Inviter { sub: row.by, name: row.by_name, email: row.by_email },
            kept: row.kept.into_iter().map(GivenRow::given).collect(),
            created_at: row.created,
            expires_at: row.exp,
            salt: Salt::new(row.salt),
            state,
            version,
        })
    }

    fn to_row(&self) -> InvitationRow {
        let (mut accepted_by, mut accepted, mut withdrawn) = (None, None, None);
        match &self.state {
            InvitationState::Open => {}
            InvitationState::Accepted { sub, at } => (accepted_by, accepted) = (Some(sub.clone()), Some(*at)),
            InvitationState::Withdrawn { at } => withdrawn = Some(*at),
        }
        InvitationRow {
            id: self.id,
            org: self.org.clone(),
            email: self.email.clone(),
            name: self.name.clone(),
            locale: self.locale,
            roles: self.roles.clone(),
            by: self.by.sub.clone(),
            by_name: self.by.name.clone(),
            by_email: self.by.email.clone(),
            kept: self.kept.iter().cloned().map(GivenRow::of).collect(),
            created: self.created_at,
            exp: self.expires_at,
            salt: *self.salt.bits(),
            accepted_by,
            accepted,
            withdrawn,
            ttl: (self.expires_at + REMEMBERING_PERIOD).as_second(),
        }
    }
}
