//! One person in one org: who acts there.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::role::{OrgRole, Role};
use crate::{
    audit::{Actor, Source, Stamp},
    value::{Email, Locale, OrgSlug, Person, PersonName, ProjectSlug, Zone},
};

/// At most as long as a `sub` may be (OpenID Connect Core 1.0 §2): a longer one is nobody's, and no key of a row.
const MAX_SUB_BYTES: usize = 255;

/// Whether somebody may be called so by an identity provider.
pub fn is_sub(text: &str) -> bool {
    (1..=MAX_SUB_BYTES).contains(&text.len())
}

/// How somebody of an org is named to whom a step goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Colleague {
    Sub(String),
    Address(Email),
}

/// One person in one of their orgs. `sub` is the identity provider's name for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub sub: String,
    pub org: OrgSlug,
    pub name: PersonName,
    pub email: Email,
    /// Of the mails that they get.
    pub locale: Locale,
    /// In which they read times.
    pub zone: Zone,
    pub org_role: Option<OrgRole>,
    pub roles: BTreeMap<ProjectSlug, Role>,
    /// Of the person, whose row has all their orgs.
    pub version: u64,
}

impl Member {
    pub fn is_org_admin(&self) -> bool {
        self.org_role == Some(OrgRole::OrgAdmin)
    }

    /// What they are in a project; an org admin is project admin in each.
    pub fn role_in(&self, project: &ProjectSlug) -> Option<Role> {
        if self.is_org_admin() { Some(Role::ProjectAdmin) } else { self.roles.get(project).copied() }
    }

    /// The member acts.
    pub fn stamp(&self, source: Source, now: Timestamp, seed: [u8; 16]) -> Stamp {
        let person = Person { name: self.name.clone(), email: self.email.clone() };
        Stamp::of(Actor::Member { sub: self.sub.clone() }, person, source, now, seed)
    }
}
