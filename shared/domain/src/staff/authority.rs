//! The proofs that a member may do one thing: in one project, or in their whole org.

use std::collections::BTreeSet;

use super::{
    member::Member,
    right::Right,
    role::{OrgRole, Role},
};
use crate::value::{OrgSlug, ProjectSlug};

/// A member who has one right in one project of their org. Only [`Member::authority`] makes one, and every rule of
/// staff asks for one and checks that it is of the right kind and project.
#[derive(Debug, Clone, Copy)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct Authority<'a> {
    member: &'a Member,
    project: &'a ProjectSlug,
    role: Role,
    right: Right,
}

/// A member who has one right in their whole org. Only [`Member::org_authority`] makes one.
#[derive(Debug, Clone, Copy)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct OrgAuthority<'a> {
    member: &'a Member,
    right: Right,
}

/// What an answer was given on: one right, in some projects or in the org. A member who gets the answer again must have it
/// still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// In each of them; none: in the whole org.
    pub projects: BTreeSet<ProjectSlug>,
    pub right: Right,
}

/// Why a member may not. Outside their projects members learn nothing, not even that a thing exists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Forbidden {
    #[error("there is no such project")]
    NoSuchProject,
    #[error("this needs the role {needed:?} or another that has its rights; yours is {yours:?}")]
    Role { needed: Role, yours: Role },
    #[error("initiators manage what they created; this is somebody else's")]
    NotYours { needed: Role, yours: Role },
    /// Workflow responders are told that there is nothing.
    #[error("there is nothing here")]
    Nothing,
    #[error("this takes an org admin")]
    OrgAdmin,
    /// In none of the projects where they have a role.
    #[error("this takes a project admin or an org admin")]
    ProjectAdmin,
}

impl Member {
    /// The member's right in a project of their org.
    pub fn authority<'a>(&'a self, project: &'a ProjectSlug, right: Right) -> Result<Authority<'a>, Forbidden> {
        let role = self.roles.role_in(project).ok_or(Forbidden::NoSuchProject)?;
        if role.has(right) {
            return Ok(Authority { member: self, project, role, right });
        }
        if right.is_of_org() {
            return Err(Forbidden::OrgAdmin);
        }
        Err(Forbidden::Role { needed: first_with(right), yours: role })
    }

    /// The member's right in their whole org.
    pub fn org_authority(&self, right: Right) -> Result<OrgAuthority<'_>, Forbidden> {
        match self.roles.org_role() {
            Some(role) if role.has(right) => Ok(OrgAuthority { member: self, right }),
            Some(OrgRole::WorkflowResponder) => Err(Forbidden::Nothing),
            Some(OrgRole::OrgAdmin) | None => Err(Forbidden::OrgAdmin),
        }
    }
}

/// The least of the roles that have a right.
fn first_with(right: Right) -> Role {
    Role::ALL.into_iter().find(|role| role.has(right)).unwrap_or(Role::ProjectAdmin)
}

impl Need {
    /// Whether a member has it now.
    pub fn of(&self, member: &Member) -> Result<(), Forbidden> {
        if self.projects.is_empty() {
            return member.org_authority(self.right).map(|_| ());
        }
        self.projects.iter().try_for_each(|project| member.authority(project, self.right).map(|_| ()))
    }
}

impl<'a> Authority<'a> {
    pub fn member(&self) -> &'a Member {
        self.member
    }

    pub fn project(&self) -> &'a ProjectSlug {
        self.project
    }

    /// Whether the member's role in this project has another right, too.
    pub fn also(&self, right: Right) -> bool {
        self.role.has(right)
    }

    /// The refusal where the right is good for one's own things, and it takes another for those of somebody else.
    pub(crate) fn not_yours(&self, right: Right) -> Forbidden {
        Forbidden::NotYours { needed: first_with(right), yours: self.role }
    }

    /// Holds the proof of the right to one's own things against one of this project, by this creator; who has the second
    /// right manages those of everybody.
    pub(crate) fn manages(
        &self,
        (org, project): (&OrgSlug, &ProjectSlug),
        creator: &str,
        (own, all): (Right, Right),
    ) -> Result<(), Forbidden> {
        self.covers(own, org, project)?;
        if self.also(all) || self.member.sub == creator { Ok(()) } else { Err(self.not_yours(all)) }
    }

    /// What it takes to have this proof again.
    pub fn need(&self) -> Need {
        Need { projects: [self.project.clone()].into(), right: self.right }
    }

    /// Holds the proof against what it is shown for: this right, in this project of this org.
    pub fn covers(&self, right: Right, org: &OrgSlug, project: &ProjectSlug) -> Result<(), Forbidden> {
        let here = self.right == right && self.member.org == *org && self.project == project;
        if here { Ok(()) } else { Err(Forbidden::NoSuchProject) }
    }
}

impl<'a> OrgAuthority<'a> {
    pub fn member(&self) -> &'a Member {
        self.member
    }

    /// What it takes to have this proof again.
    pub fn need(&self) -> Need {
        Need { projects: BTreeSet::new(), right: self.right }
    }

    /// Holds the proof against what it is shown for: this right, in this org.
    pub fn covers(&self, right: Right, org: &OrgSlug) -> Result<(), Forbidden> {
        if self.right == right && self.member.org == *org { Ok(()) } else { Err(Forbidden::Nothing) }
    }
}

#[cfg(test)]
mod tests;
