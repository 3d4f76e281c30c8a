//! Taking somebody out of an org, or out of one project.

use super::{
    super::{authority::Forbidden, fact::OrgFact, org::Org, profile::Profile, right::Right, roles::Roles},
    by::PeopleAuthority,
    change_roles::membership,
    invitation::Invitation,
    moved::PersonMoved,
    refused::PeopleRefused,
};
use crate::{audit::Stamp, change::Change, decision::Decision, value::ProjectSlug};

/// Takes a member out. Who has no role left belongs to the org no more, and their seat is free.
#[derive(Debug, Clone)]
pub struct Remove {
    /// `None`: out of the whole org.
    pub project: Option<ProjectSlug>,
}

impl Remove {
    /// The projects in which somebody of these roles leaves shares behind, as far as they leave any; `None`: in each.
    pub fn leaves_shares_in(&self, roles: &Roles) -> Option<Vec<ProjectSlug>> {
        if let Some(project) = &self.project {
            return Some(vec![project.clone()]);
        }
        let creates = roles.in_projects().iter().filter(|(_, role)| role.has(Right::CreateShares));
        (!roles.is_org_admin()).then(|| creates.map(|(project, _)| project.clone()).collect())
    }

    /// `invitation`: that of their address, which ends with their part in the org, and gives nothing in a
    /// project that they were taken out of. Nobody is taken out twice: who is no
    /// member, or has no role in the project, is not found.
    pub fn decide(
        &self,
        by: &PeopleAuthority<'_>,
        (org, profile): (&Org, Option<Profile>),
        invitation: Option<&Invitation>,
        stamp: &Stamp,
    ) -> Result<Decision<PersonMoved>, PeopleRefused> {
        by.covers(&org.slug)?;
        match &self.project {
            Some(project) => by.may_decide_in(project)?,
            None if !by.is_of_org() => return Err(Forbidden::OrgAdmin.into()),
            None => {}
        }
        let profile = profile.ok_or(PeopleRefused::NoSuchMember)?;
        let roles = &membership(&profile, &org.slug)?.roles;
        if let Some(project) = &self.project {
            let mut rest = roles.in_projects().clone();
            rest.remove(project).ok_or(PeopleRefused::NoSuchMember)?;
            if let Ok(rest) = Roles::new(roles.org_role(), rest) {
                return profile.with_roles(org, rest, invitation, stamp);
            }
        }
        profile.out_of(org, invitation, stamp)
    }
}

impl Profile {
    fn out_of(
        mut self,
        org: &Org,
        invitation: Option<&Invitation>,
        stamp: &Stamp,
    ) -> Result<Decision<PersonMoved>, PeopleRefused> {
        let mut org = org.clone();
        let membership = self.memberships.remove(&org.slug).ok_or(PeopleRefused::NoSuchMember)?;
        org.recount(Some(&membership.roles), None)?;
        let fact = OrgFact::MemberRemoved { sub: self.sub.clone(), before: membership.roles };
        let open = invitation.filter(|invitation| invitation.is_open(stamp.now));
        let invitation = open.map(|invitation| invitation.withdrawn(stamp));
        let more = invitation.iter().map(|invitation| OrgFact::InvitationWithdrawn { invitation: invitation.id });
        let change = Change::new(org, stamp, fact, more.collect::<Vec<_>>());
        Ok(change.map(|org| PersonMoved { org, profile: self, address: membership.who.email, invitation }).into())
    }
}
