//! Who has a step to do.

use serde::{Deserialize, Serialize};

use crate::value::{Email, OrgSlug, RecipientId};

/// Somebody who has a step to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assignee {
    /// The `sub` of a member or responder.
    Member(String),
    /// The guest with this address, by a share that lets them respond.
    Guest(Email),
}

impl Assignee {
    /// Addresses are the same in letters of either size.
    pub fn guest(email: &Email) -> Self {
        Self::Guest(email.as_str().to_lowercase().parse().unwrap_or_else(|_| email.clone()))
    }

    pub fn member(&self) -> Option<&str> {
        match self {
            Self::Member(sub) => Some(sub),
            Self::Guest(_) => None,
        }
    }

    /// Of a guest, as whom the org knows them.
    pub(crate) fn recipient(&self, org: &OrgSlug) -> Option<RecipientId> {
        match self {
            Self::Member(_) => None,
            Self::Guest(email) => Some(RecipientId::of(org, email)),
        }
    }
}
