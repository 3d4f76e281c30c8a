//! Accepting an invitation: the code of the mail binds the person who is signed in to the org.

use super::{
    super::{fact::OrgFact, org::Org, profile::Profile, roles::Roles},
    change_roles::membership,
    code::InvitationCode,
    invitation::{Invitation, InvitationState},
    moved::PersonMoved,
    refused::{InvitationEnd, PeopleRefused},
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    value::{Email, InvitationId},
};

/// Accepts the invitation of a code.
#[derive(Debug, Clone)]
pub struct Accept {
    pub code: InvitationCode,
}

/// Who is signed in, as their token says.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub sub: String,
    /// As their token has it, where it names one.
    pub email: Option<String>,
}

/// What there is of it.
#[derive(Debug, Clone)]
pub struct Accepting {
    pub org: Org,
    pub invitation: Invitation,
    /// `None`: nobody knows the person yet.
    pub profile: Option<Profile>,
    /// Those of [`Invitation::givers`], read after the org: who loses a right moves the org's row, so the commit sees it.
    pub givers: Vec<Profile>,
}

impl Accept {
    /// Roles count while who gave them may give them. Who is a member already gets the invitation's roles beside theirs.
    pub fn decide(
        &self,
        by: &SignedIn,
        found: Accepting,
        stamp: &Stamp,
    ) -> Result<Decision<PersonMoved>, PeopleRefused> {
        let Accepting { mut org, invitation, profile, givers } = found;
        if self.code.invitation != invitation.id || self.code.org != org.slug || invitation.org != org.slug {
            return Err(PeopleRefused::NoSuchInvitation);
        }
        if self.code.salt != invitation.salt {
            return Err(PeopleRefused::Over(InvitationEnd::Replaced));
        }
        let mut profile = match (&invitation.state, profile) {
            // The same person again, after an answer that was lost.
            (InvitationState::Accepted { sub, .. }, Some(profile))
                if *sub == by.sub && profile.memberships.contains_key(&org.slug) =>
            {
                let address = membership(&profile, &org.slug)?.who.email.clone();
                return Ok(Decision::Already(PersonMoved { org, profile, address, invitation: Some(invitation) }));
            }
            (_, profile) => {
                profile.unwrap_or_else(|| Profile::stranger(by.sub.clone(), (invitation.locale, org.zone.clone())))
            }
        };
        if let Some(end) = invitation.end(stamp.now) {
            return Err(PeopleRefused::Over(end));
        }
        if by.email.as_ref().is_some_and(|email| !is_same(email, &invitation.email)) {
            return Err(PeopleRefused::AnotherAddress);
        }
        let given = invitation.still_given(&givers, stamp.now).ok_or(PeopleRefused::Over(InvitationEnd::Lapsed))?;
        let roles = beside(&profile, &org, &given)?;
        profile.join(&mut org, invitation.who(), roles.clone(), stamp.now)?;
        let fact = joined(by, invitation.id, roles);
        let state = InvitationState::Accepted { sub: by.sub.clone(), at: stamp.now };
        let invitation = Some(Invitation { state, ..invitation });
        let address = membership(&profile, &org.slug)?.who.email.clone();
        Ok(Change::new(org, stamp, fact, []).map(|org| PersonMoved { org, profile, address, invitation }).into())
    }
}

/// Whether a token names the address that was invited, in any spelling of it.
fn is_same(named: &str, invited: &Email) -> bool {
    named.parse::<Email>().is_ok_and(|named| named.as_str().eq_ignore_ascii_case(invited.as_str()))
}

fn joined(by: &SignedIn, invitation: InvitationId, roles: Roles) -> OrgFact {
    OrgFact::MemberJoined { sub: by.sub.clone(), invitation, roles }
}

fn beside(profile: &Profile, org: &Org, roles: &Roles) -> Result<Roles, PeopleRefused> {
    match profile.memberships.get(&org.slug) {
        Some(membership) => Ok(membership.roles.raised_by(roles)?),
        None => Ok(roles.clone()),
    }
}
