//! Signed-in people of an org and what their roles let them do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    slug::{OrgSlug, ProjectSlug},
    text::{Email, PersonName},
};

/// What a member is in one project, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Viewer,
    Reviewer,
    Initiator,
    DocumentController,
    ProjectAdmin,
}

/// One person of one org. `sub` is the identity provider's name for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub sub: String,
    pub org: OrgSlug,
    pub name: PersonName,
    pub email: Email,
    /// Acts as project admin in every project.
    pub org_admin: bool,
    pub roles: BTreeMap<ProjectSlug, Role>,
    #[serde(skip)]
    pub version: u64,
}

/// Why a member may not. Outside their projects members learn nothing, not even that a thing exists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Forbidden {
    #[error("there is no such project")]
    NoSuchProject,
    #[error("this needs the role {needed:?} or above; yours is {yours:?}")]
    Role { needed: Role, yours: Role },
    #[error("initiators manage the shares that they created; this one is somebody else's")]
    NotYours,
}

/// A member with the role they have in one project.
#[derive(Debug, Clone, Copy)]
pub struct Authority<'a> {
    pub member: &'a Member,
    pub role: Role,
}

impl Member {
    /// The member in a project of their org, if they belong to it with at least that role.
    pub fn authority(&self, project: &ProjectSlug, needed: Role) -> Result<Authority<'_>, Forbidden> {
        let role = match self.roles.get(project) {
            _ if self.org_admin => Role::ProjectAdmin,
            Some(role) => *role,
            None => return Err(Forbidden::NoSuchProject),
        };
        if role >= needed { Ok(Authority { member: self, role }) } else { Err(Forbidden::Role { needed, yours: role }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{member, slug};

    const RANKS: [Role; 5] =
        [Role::Viewer, Role::Reviewer, Role::Initiator, Role::DocumentController, Role::ProjectAdmin];

    fn role(member: &Member, project: &str, needed: Role) -> Result<Role, Forbidden> {
        member.authority(&slug(project), needed).map(|a| a.role)
    }

    #[test]
    fn a_role_includes_those_below_it_and_none_above() {
        for (rank, yours) in RANKS.into_iter().enumerate() {
            let vera = member("vera", yours);
            for needed in &RANKS[..=rank] {
                assert_eq!(role(&vera, "procurement", *needed), Ok(yours));
            }
            for needed in RANKS.into_iter().skip(rank + 1) {
                assert_eq!(role(&vera, "procurement", needed), Err(Forbidden::Role { needed, yours }));
            }
        }
    }

    #[test]
    fn outside_their_projects_members_learn_nothing() {
        let vera = member("vera", Role::ProjectAdmin);
        assert_eq!(role(&vera, "tower", Role::Viewer), Err(Forbidden::NoSuchProject));
    }

    #[test]
    fn an_org_admin_is_project_admin_everywhere_whatever_their_role_there() {
        let vera = Member { org_admin: true, ..member("vera", Role::Viewer) };
        for project in ["procurement", "tower"] {
            assert_eq!(role(&vera, project, Role::ProjectAdmin), Ok(Role::ProjectAdmin));
        }
    }
}
