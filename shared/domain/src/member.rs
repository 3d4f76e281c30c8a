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

    #[test]
    fn roles_reach_only_their_own_projects() -> Result<(), Box<dyn std::error::Error>> {
        let [mine, other]: [ProjectSlug; 2] = ["procurement".parse()?, "tower".parse()?];
        let mut member = Member {
            sub: "v".into(),
            org: "acme".parse()?,
            name: "Vera".parse()?,
            email: "vera@acme.example".parse()?,
            org_admin: false,
            roles: BTreeMap::from([(mine.clone(), Role::Viewer)]),
            version: 1,
        };
        assert!(member.authority(&mine, Role::Viewer).is_ok());
        let refused = member.authority(&mine, Role::Initiator).map(|a| a.role);
        assert_eq!(refused, Err(Forbidden::Role { needed: Role::Initiator, yours: Role::Viewer }));
        assert_eq!(member.authority(&other, Role::Viewer).map(|a| a.role), Err(Forbidden::NoSuchProject));
        member.org_admin = true;
        assert_eq!(member.authority(&other, Role::ProjectAdmin).map(|a| a.role), Ok(Role::ProjectAdmin));
        Ok(())
    }
}
