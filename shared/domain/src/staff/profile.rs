//! What is known of somebody who signs in: how they read, and what they are in each of their orgs.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{member::Member, roles::Roles};
use crate::value::{Locale, OrgSlug, Person, ProjectSlug, Zone};

/// Orgs that one person can belong to: their row is read with every request of theirs.
pub const MAX_ORGS: usize = 20;

/// A person who signs in, with all their orgs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The identity provider's name for them.
    pub sub: String,
    /// Of the mails that they get.
    pub locale: Locale,
    /// In which they read times.
    pub zone: Zone,
    /// When all changes that they may make to these within a day are there again; `None`: none was made.
    pub preferences_until: Option<Timestamp>,
    pub memberships: BTreeMap<OrgSlug, Membership>,
    pub version: u64,
}

/// What a person is in one org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// As this org knows them. Another org typed what it knows: that is not for this one.
    pub who: Person,
    pub roles: Roles,
    pub since: Timestamp,
    /// How often it was changed, from 1 on: who decides on what they read names it.
    pub version: u64,
}

/// Why somebody who is signed in acts in no org.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotActing {
    #[error("you are signed in, but not a member of an organisation here")]
    NoMember,
    #[error("you are signed in, but not a member of the organisation {0}")]
    NotOf(OrgSlug),
    #[error("you belong to several organisations; the header vestibule-org has to say in which one you act")]
    Several { orgs: Vec<OrgSlug> },
}

impl Profile {
    /// Somebody whom no org knows yet.
    pub fn stranger(sub: String, (locale, zone): (Locale, Zone)) -> Self {
        Self { sub, locale, zone, preferences_until: None, memberships: BTreeMap::new(), version: 0 }
    }

    /// The person in one of their orgs.
    pub fn member(&self, org: &OrgSlug) -> Option<Member> {
        let Membership { who, roles, .. } = self.memberships.get(org)?;
        Some(Member {
            sub: self.sub.clone(),
            org: org.clone(),
            name: who.name.clone(),
            email: who.email.clone(),
            locale: self.locale,
            zone: self.zone.clone(),
            roles: roles.clone(),
            version: self.version,
        })
    }

    /// The person in the org that they name, or in the only one that they have.
    pub fn acting(&self, named: Option<&OrgSlug>) -> Result<Member, NotActing> {
        if let Some(org) = named {
            return self.member(org).ok_or_else(|| NotActing::NotOf(org.clone()));
        }
        let mut orgs = self.memberships.keys();
        match (orgs.next(), orgs.next()) {
            (Some(org), None) => self.member(org).ok_or(NotActing::NoMember),
            (Some(_), Some(_)) => Err(NotActing::Several { orgs: self.memberships.keys().cloned().collect() }),
            (None, _) => Err(NotActing::NoMember),
        }
    }

    /// Whether they have a role in a project, or every one in its org.
    pub fn is_in(&self, org: &OrgSlug, project: &ProjectSlug) -> bool {
        self.memberships.get(org).is_some_and(|membership| membership.roles.role_in(project).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{profile, slug},
        staff::Role,
    };

    #[test]
    fn who_is_of_one_org_acts_there_and_who_is_of_several_says_where() {
        let one = profile("vera", &[("acme", Role::Viewer)]);
        assert_eq!(one.acting(None).map(|member| member.org), Ok(slug("acme")));
        assert_eq!(one.acting(Some(&slug("globex"))), Err(NotActing::NotOf(slug("globex"))));
        let two = profile("vera", &[("acme", Role::Viewer), ("globex", Role::ProjectAdmin)]);
        assert_eq!(two.acting(None), Err(NotActing::Several { orgs: vec![slug("acme"), slug("globex")] }));
        let member = two.acting(Some(&slug("globex"))).unwrap();
        assert_eq!(member.roles.role_in(&slug("procurement")), Some(Role::ProjectAdmin));
        assert_eq!(profile("vera", &[]).acting(None), Err(NotActing::NoMember));
    }

    #[test]
    fn a_role_in_one_org_is_none_in_another() {
        let vera = profile("vera", &[("acme", Role::ProjectAdmin)]);
        assert!(vera.is_in(&slug("acme"), &slug("procurement")));
        assert!(!vera.is_in(&slug("globex"), &slug("procurement")) && !vera.is_in(&slug("acme"), &slug("tower")));
    }
}
