//! One person in one org: who acts there.

use std::str::FromStr;

use jiff::Timestamp;
use serde::Deserialize;

use super::roles::Roles;
use crate::{
    audit::{Actor, Source, Stamp},
    value::{Email, Locale, OrgSlug, Person, PersonName, ProjectSlug, Zone},
};

/// At most as long as a `sub` may be (OpenID Connect Core 1.0 §2): a longer one is nobody's, and no key of a row.
const MAX_SUB_BYTES: usize = 255;

/// The name that an identity provider has for somebody, exactly as its tokens have it: no letter of it is another one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Sub(pub String);

/// Why nobody can be called so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is nobody's name: that has 1 to {MAX_SUB_BYTES} bytes")]
pub struct NoSub;

impl FromStr for Sub {
    type Err = NoSub;

    fn from_str(text: &str) -> Result<Self, NoSub> {
        text.to_owned().try_into()
    }
}

impl TryFrom<String> for Sub {
    type Error = NoSub;

    fn try_from(text: String) -> Result<Self, NoSub> {
        if is_sub(&text) { Ok(Self(text)) } else { Err(NoSub) }
    }
}

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
    pub roles: Roles,
    /// Of the person, whose row has all their orgs.
    pub version: u64,
}

impl Member {
    /// Whether they may learn in a project who has an address: who is seen there, and oneself. An org admin sees everybody of
    /// the org.
    pub fn knows(&self, other: &Self, project: &ProjectSlug) -> bool {
        let is_known = self.roles.is_org_admin() || self.sub == other.sub || other.roles.is_seen_in(project);
        self.org == other.org && is_known
    }

    /// The member acts.
    pub fn stamp(&self, source: Source, now: Timestamp, seed: [u8; 16]) -> Stamp {
        let person = Person { name: self.name.clone(), email: self.email.clone() };
        Stamp::of(Actor::Member { sub: self.sub.clone() }, person, source, now, seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{member, responder, slug},
        staff::{OrgRole, Role},
    };

    #[test]
    fn in_a_project_one_knows_who_has_a_role_there_responders_and_oneself() {
        let (ivo, project) = (member("ivo", Role::Initiator), slug("procurement"));
        let elsewhere = |sub| {
            let roles = Roles::new(None, [(slug("tower"), Role::Viewer)].into()).unwrap();
            Member { roles, ..member(sub, Role::Viewer) }
        };
        let admin = Member { roles: Roles::of_org(OrgRole::OrgAdmin), ..member("olga", Role::Viewer) };
        assert!(ivo.knows(&member("vera", Role::Viewer), &project) && ivo.knows(&responder("rita"), &project));
        assert!(!ivo.knows(&elsewhere("sal"), &project), "another project is not theirs");
        assert!(!ivo.knows(&admin, &project), "an org admin has no role there that others see");
        assert!(elsewhere("sal").knows(&elsewhere("sal"), &project), "everybody knows who they are");
        assert!(admin.knows(&elsewhere("sal"), &project));
        let globex = Member { org: slug("globex"), ..responder("rita") };
        assert!(!ivo.knows(&globex, &project) && !admin.knows(&globex, &project));
    }
}
