//! Roles by the names that the API gives them.

use std::{fmt, str::FromStr};

use vestibule_domain::staff;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Role(pub(crate) staff::Role);

/// A role of the whole org.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OfOrg(pub(crate) staff::OrgRole);

/// It is none of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoRole(Vec<&'static str>);

pub(crate) fn name(role: staff::Role) -> &'static str {
    match role {
        staff::Role::Viewer => "viewer",
        staff::Role::Reviewer => "reviewer",
        staff::Role::Initiator => "initiator",
        staff::Role::DocumentController => "document_controller",
        staff::Role::ProjectAdmin => "project_admin",
    }
}

pub(crate) fn org_name(role: staff::OrgRole) -> &'static str {
    match role {
        staff::OrgRole::OrgAdmin => "org_admin",
        staff::OrgRole::WorkflowResponder => "workflow_responder",
    }
}

impl fmt::Display for NoRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is none of {}", self.0.join(", "))
    }
}

impl FromStr for Role {
    type Err = NoRole;
    fn from_str(text: &str) -> Result<Self, NoRole> {
        let found = staff::Role::ALL.into_iter().find(|role| name(*role) == text);
        found.map(Self).ok_or_else(|| NoRole(staff::Role::ALL.map(name).to_vec()))
    }
}

impl FromStr for OfOrg {
    type Err = NoRole;
    fn from_str(text: &str) -> Result<Self, NoRole> {
        let found = staff::OrgRole::ALL.into_iter().find(|role| org_name(*role) == text);
        found.map(Self).ok_or_else(|| NoRole(staff::OrgRole::ALL.map(org_name).to_vec()))
    }
}
