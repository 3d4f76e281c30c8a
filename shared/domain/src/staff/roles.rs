//! All that somebody is in one org: a role of the org, roles in projects, or both.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::role::{OrgRole, Role};
use crate::value::ProjectSlug;

/// More projects are an org admin's: their rows would slow every request of theirs down.
pub const MAX_ROLES: usize = 100;

/// What somebody is in one org; never nothing, and a responder is nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) org_role: Option<OrgRole>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) roles: BTreeMap<ProjectSlug, Role>,
}

/// Why nobody can have such roles.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RolesFlaw {
    #[error("must name a role: somebody without one is no member of the org")]
    Nothing,
    #[error("must be empty: a workflow responder has no role in a project")]
    ResponderWithRoles,
    #[error("must have at most {MAX_ROLES} projects")]
    TooMany,
}

impl Roles {
    pub fn new(org_role: Option<OrgRole>, roles: BTreeMap<ProjectSlug, Role>) -> Result<Self, RolesFlaw> {
        match org_role {
            None if roles.is_empty() => Err(RolesFlaw::Nothing),
            Some(OrgRole::WorkflowResponder) if !roles.is_empty() => Err(RolesFlaw::ResponderWithRoles),
            _ if roles.len() > MAX_ROLES => Err(RolesFlaw::TooMany),
            _ => Ok(Self { org_role, roles }),
        }
    }

    /// A role of the org alone.
    pub fn of_org(role: OrgRole) -> Self {
        Self { org_role: Some(role), roles: BTreeMap::new() }
    }

    pub fn org_role(&self) -> Option<OrgRole> {
        self.org_role
    }

    pub fn in_projects(&self) -> &BTreeMap<ProjectSlug, Role> {
        &self.roles
    }

    pub fn is_org_admin(&self) -> bool {
        self.org_role == Some(OrgRole::OrgAdmin)
    }

    /// Responders take none.
    pub fn takes_seat(&self) -> bool {
        self.org_role != Some(OrgRole::WorkflowResponder)
    }

    /// What they are in a project; an org admin is project admin in each.
    pub fn role_in(&self, project: &ProjectSlug) -> Option<Role> {
        if self.is_org_admin() { Some(Role::ProjectAdmin) } else { self.roles.get(project).copied() }
    }

    /// Whether who has these is seen by those who have a role in a project: a role there, or the org's as a responder, to whom
    /// steps of any project go.
    pub fn is_seen_in(&self, project: &ProjectSlug) -> bool {
        self.roles.contains_key(project) || !self.takes_seat()
    }

    /// These, and what those give beyond: an invitation takes nothing away from who is a member.
    pub(super) fn raised_by(&self, given: &Self) -> Result<Self, RolesFlaw> {
        let mut roles = self.roles.clone();
        for (project, role) in &given.roles {
            let mine = roles.entry(project.clone()).or_insert(*role);
            *mine = (*mine).max(*role);
        }
        let org_role = if self.is_org_admin() { self.org_role } else { given.org_role.or(self.org_role) };
        Self::new(org_role, roles)
    }

    /// These and those: for each project the newer one counts.
    pub(super) fn and(&self, newer: &Self) -> Result<Self, RolesFlaw> {
        let mut roles = self.roles.clone();
        roles.extend(newer.roles.iter().map(|(project, role)| (project.clone(), *role)));
        Self::new(newer.org_role.or(self.org_role), roles)
    }
}

// How roles that are offered go with those that are given and taken.
impl Roles {
    /// These without what others speak of: the same projects, and the role of the org. `None`: nothing is left.
    pub(super) fn without(&self, others: &Self) -> Option<Self> {
        let mut rest = self.roles.clone();
        rest.retain(|project, _| !others.roles.contains_key(project));
        Self::new(self.org_role.filter(|_| others.org_role.is_none()), rest).ok()
    }

    /// Those that somebody has no more, or is less in, after a change. `None`: nothing was taken.
    pub(super) fn lost(&self, after: &Self) -> Option<Self> {
        let mut lost = self.roles.clone();
        lost.retain(|project, role| after.roles.get(project) < Some(role));
        Self::new(self.org_role.filter(|_| after.org_role != self.org_role), lost).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::slug;

    fn roles(org_role: Option<OrgRole>, projects: &[&str]) -> Result<Roles, RolesFlaw> {
        Roles::new(org_role, projects.iter().map(|project| (slug(project), Role::Viewer)).collect())
    }

    #[test]
    fn nobody_is_nothing_and_a_responder_is_nothing_else() {
        assert_eq!(roles(None, &[]), Err(RolesFlaw::Nothing));
        assert_eq!(roles(Some(OrgRole::WorkflowResponder), &["tower"]), Err(RolesFlaw::ResponderWithRoles));
        let names: Vec<_> = (0..=MAX_ROLES).map(|n| format!("p{n}")).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        assert_eq!(roles(None, &names), Err(RolesFlaw::TooMany));
        assert!(roles(None, &names[1..]).is_ok());
    }

    #[test]
    fn an_org_admin_is_project_admin_everywhere_and_a_responder_takes_no_seat() {
        let admin = roles(Some(OrgRole::OrgAdmin), &["tower"]).unwrap();
        assert_eq!(admin.role_in(&slug("procurement")), Some(Role::ProjectAdmin));
        assert_eq!(admin.role_in(&slug("tower")), Some(Role::ProjectAdmin));
        assert!(admin.takes_seat());
        let responder = roles(Some(OrgRole::WorkflowResponder), &[]).unwrap();
        assert_eq!((responder.role_in(&slug("tower")), responder.takes_seat()), (None, false));
    }

    #[test]
    fn an_org_admin_whom_others_invite_as_less_stays_one() {
        let admin = roles(Some(OrgRole::OrgAdmin), &["tower"]).unwrap();
        let responder = roles(Some(OrgRole::WorkflowResponder), &[]).unwrap();
        assert_eq!(admin.raised_by(&responder), Ok(admin.clone()));
        assert_eq!(admin.raised_by(&roles(None, &["tower"]).unwrap()), Ok(admin.clone()));
        let viewer = roles(None, &["tower"]).unwrap();
        assert_eq!(viewer.raised_by(&admin), Ok(admin), "who is less becomes one");
    }
}
