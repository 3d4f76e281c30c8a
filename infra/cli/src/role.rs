//! A role by the name that the API gives it.

use std::{fmt, str::FromStr};

use vestibule_domain::staff;

const NAMES: [(&str, staff::Role); 5] = [
    ("viewer", staff::Role::Viewer),
    ("reviewer", staff::Role::Reviewer),
    ("initiator", staff::Role::Initiator),
    ("document_controller", staff::Role::DocumentController),
    ("project_admin", staff::Role::ProjectAdmin),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Role(pub(crate) staff::Role);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoRole;

impl fmt::Display for NoRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is none of {}", NAMES.map(|(name, _)| name).join(", "))
    }
}

impl FromStr for Role {
    type Err = NoRole;
    fn from_str(text: &str) -> Result<Self, NoRole> {
        NAMES.iter().find(|(name, _)| *name == text).map(|(_, role)| Self(*role)).ok_or(NoRole)
    }
}
