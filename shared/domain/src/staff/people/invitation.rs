//! An invitation: to whom, as what, until when, and what became of it.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{fact::OrgFact, profile::Profile, roles::Roles},
    code::{CodeText, InvitationCode},
    refused::InvitationEnd,
};
use crate::{
    audit::Stamp,
    value::{Email, InvitationId, KeyRing, Locale, OrgSlug, Person, PersonName, Salt},
};

/// How long an invitation can be accepted.
pub const INVITATION_DAYS: u32 = 14;

/// Somebody with an address is invited to an org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub org: OrgSlug,
    pub email: Email,
    pub name: PersonName,
    /// Of the mail with the code, and later of the member.
    pub locale: Locale,
    /// All that it gives.
    pub roles: Roles,
    pub by: Inviter,
    /// Those among them that others had given before, each part by somebody else.
    pub kept: Vec<Given>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    /// Of the code that counts.
    pub salt: Salt,
    pub state: InvitationState,
    pub version: u64,
}

/// Who invited last, as they were then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inviter {
    /// `None`: an operator.
    pub sub: Option<String>,
    pub name: PersonName,
    pub email: Email,
}

/// Roles of an invitation, who gave them, and until when: nobody else's invitation makes it later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// `None`: an operator.
    pub by: Option<String>,
    pub roles: Roles,
    pub expires_at: Timestamp,
}

/// What became of an invitation, but for time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvitationState {
    Open,
    Accepted { sub: String, at: Timestamp },
    Withdrawn { at: Timestamp },
}

impl Invitation {
    /// Whether it can be accepted at this instant.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.end(now).is_none()
    }

    pub(super) fn end(&self, now: Timestamp) -> Option<InvitationEnd> {
        match self.state {
            InvitationState::Accepted { at, .. } => Some(InvitationEnd::Accepted { at }),
            InvitationState::Withdrawn { at } => Some(InvitationEnd::Withdrawn { at }),
            InvitationState::Open if self.expires_at <= now => Some(InvitationEnd::Expired { at: self.expires_at }),
            InvitationState::Open => None,
        }
    }

    /// Who is invited, as the org knows them.
    pub fn who(&self) -> Person {
        Person { name: self.name.clone(), email: self.email.clone() }
    }

    /// Its roles by who gave them.
    pub(super) fn given(&self) -> Vec<Given> {
        let others = |rest: Option<Roles>, one: &Given| rest?.without(&one.roles);
        let own = self.kept.iter().fold(Some(self.roles.clone()), others);
        let own = own.map(|roles| Given { by: self.by.sub.clone(), roles, expires_at: self.expires_at });
        own.into_iter().chain(self.kept.iter().cloned()).collect()
    }

    /// What of it can be accepted at this instant, by who gave it. Each part ends by itself.
    pub(super) fn standing(&self, now: Timestamp) -> Vec<Given> {
        if !self.is_open(now) {
            return vec![];
        }
        self.given().into_iter().filter(|given| given.expires_at > now).collect()
    }

    /// All the roles among these parts.
    pub(super) fn roles_of(parts: &[Given]) -> Option<Roles> {
        let (first, more) = parts.split_first()?;
        more.iter().try_fold(first.roles.clone(), |all, given| all.and(&given.roles)).ok()
    }

    /// The roles that it gives at this instant. Where it is over: those that it gave.
    pub fn offered(&self, now: Timestamp) -> Roles {
        Self::roles_of(&self.standing(now)).unwrap_or_else(|| self.roles.clone())
    }

    /// The members who gave roles of it, while it is open: whether they still may is asked when it is accepted.
    pub fn givers(&self, now: Timestamp) -> Vec<String> {
        self.standing(now).into_iter().filter_map(|given| given.by).collect()
    }

    /// Those of its roles that who gave them may still give. An operator always may; who left the org since gave nothing, also
    /// where they have come back.
    pub(super) fn still_given(&self, givers: &[Profile], now: Timestamp) -> Option<Roles> {
        let may = |given: &Given| {
            let Some(sub) = &given.by else { return true };
            let giver = givers.iter().find(|giver| giver.sub == *sub);
            let given_at = given.expires_at - Self::lifetime();
            let stayed = |giver: &&Profile| giver.memberships.get(&self.org).is_some_and(|own| own.since <= given_at);
            let member = giver.filter(stayed).and_then(|giver| giver.member(&self.org));
            member.is_some_and(|member| member.people_authority().is_ok_and(|by| by.gives(&given.roles)))
        };
        Self::roles_of(&self.standing(now).into_iter().filter(may).collect::<Vec<_>>())
    }

    /// What is left of it, and the record, after its address has lost these roles: they do not come back by it. `None`: it
    /// gives none of these.
    pub(super) fn after_loss(&self, lost: &Roles, stamp: &Stamp) -> Option<(Self, OrgFact)> {
        if !self.is_open(stamp.now) {
            return None;
        }
        let Some(roles) = self.roles.without(lost) else {
            return Some((self.withdrawn(stamp), OrgFact::InvitationWithdrawn { invitation: self.id }));
        };
        if roles == self.roles {
            return None;
        }
        let kept = |given: &Given| Some(Given { roles: given.roles.without(lost)?, ..given.clone() });
        let kept = self.kept.iter().filter_map(kept).collect();
        let fact = OrgFact::InvitationNarrowed { invitation: self.id, roles: roles.clone() };
        Some((Self { roles, kept, ..self.clone() }, fact))
    }

    /// The code that accepts it, for its mail.
    pub fn code(&self, keys: &KeyRing) -> CodeText {
        InvitationCode::reveal(&self.org, self.id, self.salt, keys)
    }

    pub(super) fn lifetime() -> SignedDuration {
        SignedDuration::from_hours(24 * i64::from(INVITATION_DAYS))
    }
}
