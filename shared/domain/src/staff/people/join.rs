//! How somebody becomes a member: their part in the org, counted.

use jiff::Timestamp;

use super::{
    super::{
        fact::OrgFact,
        operator::Operator,
        org::Org,
        profile::{MAX_ORGS, Membership, Profile},
        roles::Roles,
    },
    change_roles::membership,
    moved::PersonMoved,
    refused::PeopleRefused,
};
use crate::{
    audit::Stamp,
    change::Change,
    value::{Person, holds_a_link},
};

/// Somebody whom an operator brings in, with what is known of them already.
#[derive(Debug, Clone)]
pub struct Newcomer {
    pub profile: Profile,
    /// As the org is to know them.
    pub who: Person,
    pub roles: Roles,
}

impl Newcomer {
    /// Makes them a member of an org that is to be committed with them.
    pub(in super::super) fn join(self, org: &mut Org, now: Timestamp) -> Result<(Profile, OrgFact), PeopleRefused> {
        if holds_a_link(self.who.name.as_str()) {
            return Err(PeopleRefused::NameHoldsLink);
        }
        let added = OrgFact::MemberAdded { sub: self.profile.sub.clone(), roles: self.roles.clone() };
        let mut profile = self.profile;
        profile.join(org, self.who, self.roles, now)?;
        Ok((profile, added))
    }
}

impl Org {
    /// Adds a member without an invitation.
    pub fn add_member(
        &self,
        newcomer: Newcomer,
        _: &Operator,
        stamp: &Stamp,
    ) -> Result<Change<PersonMoved>, PeopleRefused> {
        let mut org = self.clone();
        let (profile, added) = newcomer.join(&mut org, stamp.now)?;
        let address = membership(&profile, &org.slug)?.who.email.clone();
        Ok(Change::new(org, stamp, added, []).map(|org| PersonMoved { org, profile, address, invitation: None }))
    }
}

impl Profile {
    /// Takes a place in an org, or more roles there. Who is a member stays known to it as they are.
    pub(super) fn join(
        &mut self,
        org: &mut Org,
        who: Person,
        roles: Roles,
        now: Timestamp,
    ) -> Result<(), PeopleRefused> {
        let before = self.memberships.get(&org.slug);
        if before.is_none() && self.memberships.len() >= MAX_ORGS {
            return Err(PeopleRefused::TooManyOrgs);
        }
        org.recount(before.map(|membership| &membership.roles), Some(&roles))?;
        let membership = match before.cloned() {
            Some(before) => Membership { roles, version: before.version + 1, ..before },
            None => Membership { who, roles, since: now, version: 1 },
        };
        self.memberships.insert(org.slug.clone(), membership);
        Ok(())
    }
}
