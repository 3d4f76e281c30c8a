//! Whom of an org a list of its members picks.

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use vestibule_domain::{
    staff::{OrgRole, Role},
    value::ProjectSlug,
};

use crate::keys::text;

/// Whom of an org's members a query picks.
#[derive(Clone, Copy)]
pub(super) enum Among<'a> {
    /// Who is seen there: the same as [`Roles::is_seen_in`](vestibule_domain::staff::Roles::is_seen_in) says.
    Project(&'a ProjectSlug),
    /// Who administers it, and org admins.
    Admins(&'a ProjectSlug),
}

impl Among<'_> {
    pub(super) fn filter(self) -> &'static str {
        match self {
            Self::Project(_) => "attribute_exists(#roles.#roles.#project) OR #roles.#org_role = :org_role",
            Self::Admins(_) => "#roles.#roles.#project = :role OR #roles.#org_role = :org_role",
        }
    }

    pub(super) fn names(self) -> [(&'static str, String); 2] {
        let (Self::Project(project) | Self::Admins(project)) = self;
        [("#project", project.to_string()), ("#org_role", "org_role".to_owned())]
    }

    pub(super) fn values(self) -> Vec<(&'static str, AttributeValue)> {
        match self {
            Self::Project(_) => vec![(":org_role", stored(OrgRole::WorkflowResponder))],
            Self::Admins(_) => vec![(":org_role", stored(OrgRole::OrgAdmin)), (":role", stored(Role::ProjectAdmin))],
        }
    }
}

/// A role as rows have it.
fn stored(role: impl Serialize) -> AttributeValue {
    let word = serde_json::to_value(role).ok().and_then(|word| word.as_str().map(str::to_owned));
    text(word.unwrap_or_default())
}
