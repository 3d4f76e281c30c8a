//! Giving and taking roles.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{
        fact::OrgFact,
        org::Org,
        profile::{Membership, Profile},
        role::{OrgRole, Role},
        roles::{MAX_ROLES, Roles, RolesFlaw},
    },
    by::PeopleAuthority,
    invitation::Invitation,
    moved::PersonMoved,
    refused::PeopleRefused,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    value::{OrgSlug, ProjectSlug},
};

/// What is to be another; all else stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RolesChange {
    /// `Some(None)`: no role of the org any more.
    pub org_role: Option<Option<OrgRole>>,
    /// `None`: no role there any more.
    pub roles: BTreeMap<ProjectSlug, Option<Role>>,
}

/// Changes what a member is. It works from their next request on, because roles are read with each.
#[derive(Debug, Clone)]
pub struct ChangeRoles {
    pub change: RolesChange,
    /// The version that the change was thought out on; `None`: whichever stands.
    pub version: Option<u64>,
}

impl ChangeRoles {
    /// Refuses what nobody may ask for, and what somebody may not, before anything is read of it.
    pub fn check(&self, by: &PeopleAuthority<'_>) -> Result<(), PeopleRefused> {
        by.may_set_org_role(self.change.org_role.is_some())?;
        if self.change.roles.len() > MAX_ROLES {
            return Err(RolesFlaw::TooMany.into());
        }
        Ok(self.change.roles.keys().try_for_each(|project| by.may_decide_in(project))?)
    }

    /// `projects`: those among the named ones that there are. `invitation`: that of their address, which gives no role back
    /// that was taken.
    pub fn decide(
        &self,
        by: &PeopleAuthority<'_>,
        (org, profile): (&Org, Option<Profile>),
        (projects, invitation): (&BTreeSet<ProjectSlug>, Option<&Invitation>),
        stamp: &Stamp,
    ) -> Result<Decision<PersonMoved>, PeopleRefused> {
        by.covers(&org.slug)?;
        self.check(by)?;
        let profile = profile.ok_or(PeopleRefused::NoSuchMember)?;
        let membership = membership(&profile, &org.slug)?;
        let is_given = self.change.roles.values().any(Option::is_some);
        if !is_given && !by.knows(&membership.roles) {
            return Err(PeopleRefused::NoSuchMember);
        }
        if self.version.is_some_and(|version| version != membership.version) {
            return Err(PeopleRefused::ChangedMeanwhile { version: membership.version });
        }
        let given = self.change.roles.iter().filter(|(_, role)| role.is_some()).map(|(project, _)| project);
        let unknown: Vec<_> = given.filter(|project| !projects.contains(*project)).cloned().collect();
        if !unknown.is_empty() {
            return Err(PeopleRefused::UnknownProjects { projects: unknown });
        }
        let after = self.change.on(&membership.roles)?;
        profile.with_roles(org, after, invitation, stamp)
    }
}

impl RolesChange {
    fn on(&self, roles: &Roles) -> Result<Roles, PeopleRefused> {
        let mut projects = roles.in_projects().clone();
        for (project, role) in &self.roles {
            match role {
                Some(role) => projects.insert(project.clone(), *role),
                None => projects.remove(project),
            };
        }
        Ok(Roles::new(self.org_role.unwrap_or_else(|| roles.org_role()), projects)?)
    }
}

pub(super) fn membership<'a>(profile: &'a Profile, org: &OrgSlug) -> Result<&'a Membership, PeopleRefused> {
    profile.memberships.get(org).ok_or(PeopleRefused::NoSuchMember)
}

impl Profile {
    /// A member with other roles.
    pub(super) fn with_roles(
        self,
        org: &Org,
        after: Roles,
        invitation: Option<&Invitation>,
        stamp: &Stamp,
    ) -> Result<Decision<PersonMoved>, PeopleRefused> {
        let Membership { who, roles: before, .. } = membership(&self, &org.slug)?.clone();
        let address = who.email.clone();
        if before == after {
            return Ok(Decision::Already(PersonMoved { org: org.clone(), profile: self, address, invitation: None }));
        }
        let (mut org, mut profile) = (org.clone(), self);
        profile.join(&mut org, who, after.clone(), stamp.now)?;
        let lost = before.lost(&after);
        let less = invitation.zip(lost).and_then(|(invitation, lost)| invitation.after_loss(&lost, stamp));
        let (invitation, told) = less.unzip();
        let fact = OrgFact::MemberChanged { sub: profile.sub.clone(), before, after };
        let more = told.into_iter().collect::<Vec<_>>();
        Ok(Change::new(org, stamp, fact, more).map(|org| PersonMoved { org, profile, address, invitation }).into())
    }
}
