//! The proof that somebody may invite people and give and take roles: everywhere, or in some projects.

use std::collections::BTreeSet;

use super::super::{
    authority::{Forbidden, Need},
    member::Member,
    operator::Operator,
    right::Right,
    role::Role,
    roles::Roles,
};
use crate::value::{OrgSlug, Person, ProjectSlug};

/// Who decides about people. Only [`Member::people_authority`] and [`Operator::people_authority`] make one.
#[derive(Debug, Clone)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct PeopleAuthority<'a> {
    by: By<'a>,
}

#[derive(Debug, Clone)]
enum By<'a> {
    Operator(&'a Operator),
    OrgAdmin(&'a Member),
    /// In these projects alone.
    ProjectAdmin(&'a Member, BTreeSet<&'a ProjectSlug>),
}

impl Member {
    /// The member's right to decide about people: an org admin's in the whole org, a project admin's in their projects.
    pub fn people_authority(&self) -> Result<PeopleAuthority<'_>, Forbidden> {
        if self.org_authority(Right::ManageOrgMembers).is_ok() {
            return Ok(PeopleAuthority { by: By::OrgAdmin(self) });
        }
        if !self.roles.takes_seat() {
            return Err(Forbidden::Nothing);
        }
        let managed = self.roles.in_projects().iter().filter(|(_, role)| role.has(Right::ManageMembers));
        let managed: BTreeSet<_> = managed.map(|(project, _)| project).collect();
        if managed.is_empty() {
            return Err(Forbidden::ProjectAdmin);
        }
        Ok(PeopleAuthority { by: By::ProjectAdmin(self, managed) })
    }
}

impl Operator {
    /// In every org.
    pub fn people_authority(&self) -> PeopleAuthority<'_> {
        PeopleAuthority { by: By::Operator(self) }
    }
}

impl PeopleAuthority<'_> {
    /// Who it is, as mails name them.
    pub fn person(&self) -> Person {
        match &self.by {
            By::Operator(operator) => operator.person().clone(),
            By::OrgAdmin(member) | By::ProjectAdmin(member, _) => {
                Person { name: member.name.clone(), email: member.email.clone() }
            }
        }
    }

    /// The `sub` of the member; `None`: an operator.
    pub fn sub(&self) -> Option<&str> {
        match &self.by {
            By::Operator(_) => None,
            By::OrgAdmin(member) | By::ProjectAdmin(member, _) => Some(&member.sub),
        }
    }

    /// What it takes to have this proof again for what is decided in these projects: a role in each, and in no other. For
    /// what names none, one in some project of theirs. `None`: an operator, who is asked nothing.
    pub fn need_in<'p>(&self, projects: impl IntoIterator<Item = &'p ProjectSlug>) -> Option<Need> {
        let (projects, managed) = match &self.by {
            By::Operator(_) => return None,
            By::OrgAdmin(_) => return Some(Need { projects: BTreeSet::new(), right: Right::ManageOrgMembers }),
            By::ProjectAdmin(_, managed) => (projects.into_iter().cloned().collect::<BTreeSet<_>>(), managed),
        };
        let some = managed.first().filter(|_| projects.is_empty()).map(|project| (*project).clone());
        Some(Need { projects: projects.into_iter().chain(some).collect(), right: Right::ManageMembers })
    }

    /// Whether it is good for the whole org.
    pub fn is_of_org(&self) -> bool {
        !matches!(self.by, By::ProjectAdmin(..))
    }

    /// Whether it is good for a project.
    pub fn is_in(&self, project: &ProjectSlug) -> bool {
        match &self.by {
            By::Operator(_) | By::OrgAdmin(_) => true,
            By::ProjectAdmin(_, managed) => managed.contains(project),
        }
    }

    /// Whether they could give all of these roles.
    pub fn gives(&self, roles: &Roles) -> bool {
        self.may_give(roles).is_ok()
    }

    /// Those among these roles that they could give, and so may know of. `None`: none of them.
    pub fn part_of(&self, roles: &Roles) -> Option<Roles> {
        let mut part = roles.in_projects().clone();
        part.retain(|project, _| self.is_in(project));
        Roles::new(roles.org_role().filter(|_| self.is_of_org()), part).ok()
    }

    /// Whether who has these roles is among those whom they see, in one of their projects.
    pub(super) fn knows(&self, roles: &Roles) -> bool {
        match &self.by {
            By::Operator(_) | By::OrgAdmin(_) => true,
            By::ProjectAdmin(_, managed) => managed.iter().any(|project| roles.is_seen_in(project)),
        }
    }

    /// Refuses roles that they may not give. Of a project of which they have no role themselves they learn nothing.
    pub(super) fn may_give(&self, roles: &Roles) -> Result<(), Forbidden> {
        self.may_set_org_role(roles.org_role().is_some())?;
        roles.in_projects().keys().try_for_each(|project| self.may_decide_in(project))
    }

    pub(super) fn may_set_org_role(&self, is_asked: bool) -> Result<(), Forbidden> {
        if is_asked && !self.is_of_org() { Err(Forbidden::OrgAdmin) } else { Ok(()) }
    }

    pub(super) fn may_decide_in(&self, project: &ProjectSlug) -> Result<(), Forbidden> {
        match &self.by {
            By::ProjectAdmin(member, managed) if !managed.contains(project) => {
                let yours = member.roles.role_in(project).ok_or(Forbidden::NoSuchProject)?;
                Err(Forbidden::Role { needed: Role::ProjectAdmin, yours })
            }
            _ => Ok(()),
        }
    }

    /// Holds the proof against the org that it is shown for.
    pub(super) fn covers(&self, org: &OrgSlug) -> Result<(), Forbidden> {
        match &self.by {
            By::OrgAdmin(member) | By::ProjectAdmin(member, _) if member.org != *org => Err(Forbidden::Nothing),
            _ => Ok(()),
        }
    }
}
