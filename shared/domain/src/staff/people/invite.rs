//! Inviting somebody by their address.

use std::collections::BTreeSet;

use super::{
    super::{fact::OrgFact, org::Org, roles::Roles},
    by::PeopleAuthority,
    invitation::{Given, Invitation, InvitationState, Inviter},
    moved::InvitationMoved,
    refused::PeopleRefused,
};
use jiff::Timestamp;

use crate::{
    audit::Stamp,
    change::Change,
    outbox::Message,
    value::{Email, InvitationId, Locale, Person, PersonName, ProjectSlug, Salt, holds_a_link},
};

/// Invites an address. An open invitation of it is replaced: its code stops, its roles stay beside the new ones, because
/// two project admins may want the same person. What others gave ends when it would have. While there is more of it than one
/// could give oneself, name and language stay theirs, too.
#[derive(Debug, Clone)]
pub struct Invite {
    pub email: Email,
    pub name: PersonName,
    pub locale: Locale,
    pub roles: Roles,
    pub salt: Salt,
}

/// What it depends on beside the org.
#[derive(Debug, Clone, Copy)]
pub struct BesideInvite<'a> {
    /// Those among the asked ones that there are.
    pub projects: &'a BTreeSet<ProjectSlug>,
    /// The invitation of the same address.
    pub standing: Option<&'a Invitation>,
    /// The roles of those whom the org knows by this address: who has a seat takes none, and nobody is invited to what they could
    /// not have beside them. Only responders and other members meet in that, and who invites either may know of both.
    pub known: &'a [Roles],
}

impl Invite {
    /// Whether it takes a seat, and the org has none left.
    fn has_a_seat(&self, org: &Org) -> Result<(), PeopleRefused> {
        if self.roles.takes_seat() { org.has_a_seat() } else { Ok(()) }
    }

    pub fn decide(
        &self,
        by: &PeopleAuthority<'_>,
        org: &Org,
        beside: BesideInvite<'_>,
        stamp: &Stamp,
    ) -> Result<Change<InvitationMoved>, PeopleRefused> {
        let BesideInvite { projects, standing, known } = beside;
        by.covers(&org.slug)?;
        by.may_give(&self.roles)?;
        if holds_a_link(self.name.as_str()) {
            return Err(PeopleRefused::NameHoldsLink);
        }
        let unknown = self.roles.in_projects().keys().filter(|project| !projects.contains(*project));
        let unknown: Vec<_> = unknown.cloned().collect();
        if !unknown.is_empty() {
            return Err(PeopleRefused::UnknownProjects { projects: unknown });
        }
        known.iter().try_for_each(|roles| roles.and(&self.roles).map(drop))?;
        if !known.iter().any(Roles::takes_seat) {
            self.has_a_seat(org)?;
        }
        let open = standing.filter(|invitation| invitation.is_open(stamp.now));
        let before = open.and_then(|invitation| Invitation::roles_of(&invitation.standing(stamp.now)));
        let roles = before.map_or(Ok(self.roles.clone()), |before| before.and(&self.roles))?;
        let kept = open.map(|invitation| self.keeps(invitation, by.sub(), stamp.now)).unwrap_or_default();
        let others = open.filter(|_| kept.iter().any(|given| !by.gives(&given.roles)));
        let invitation = Invitation {
            id: InvitationId::of(&org.slug, &self.email),
            org: org.slug.clone(),
            email: self.email.clone(),
            name: others.map_or(&self.name, |others| &others.name).clone(),
            locale: others.map_or(self.locale, |others| others.locale),
            roles: roles.clone(),
            by: inviter(by),
            kept,
            created_at: stamp.now,
            expires_at: stamp.now + Invitation::lifetime(),
            salt: self.salt,
            state: InvitationState::Open,
            version: standing.map_or(0, |invitation| invitation.version),
        };
        let (id, expires_at) = (invitation.id, invitation.expires_at);
        let fact = OrgFact::MemberInvited { invitation: id, roles, expires_at };
        let mail = Message::MemberInvitation { org: org.slug.clone(), invitation: id };
        let change = Change::new(org.clone(), stamp, fact, []).mail(stamp, [mail]);
        Ok(change.map(|org| InvitationMoved { org, invitation }))
    }
}

impl Invite {
    /// What others gave by the invitation that this one takes the place of, and this one says nothing about.
    fn keeps(&self, open: &Invitation, by: Option<&str>, now: Timestamp) -> Vec<Given> {
        let others = open.standing(now).into_iter().filter(|given| given.by.as_deref() != by);
        others.filter_map(|given| Some(Given { roles: given.roles.without(&self.roles)?, ..given })).collect()
    }
}

fn inviter(by: &PeopleAuthority<'_>) -> Inviter {
    let Person { name, email } = by.person();
    Inviter { sub: by.sub().map(str::to_owned), name, email }
}
