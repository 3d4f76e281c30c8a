//! One person of one org.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::role::Role;
use crate::{
    audit::{Actor, Source, Stamp},
    value::{Email, Locale, OrgSlug, Person, PersonName, ProjectSlug, Zone},
};

/// One person of one org. `sub` is the identity provider's name for them.
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
    /// Acts as project admin in every project.
    pub org_admin: bool,
    pub roles: BTreeMap<ProjectSlug, Role>,
    pub version: u64,
}

impl Member {
    /// The member acts.
    pub fn stamp(&self, source: Source, now: Timestamp, seed: [u8; 16]) -> Stamp {
        let person = Person { name: self.name.clone(), email: self.email.clone() };
        Stamp::of(Actor::Member { sub: self.sub.clone() }, person, source, now, seed)
    }
}
