//! Taking an invitation back.

use super::{
    super::{fact::OrgFact, org::Org},
    by::PeopleAuthority,
    invitation::{Invitation, InvitationState},
    moved::InvitationMoved,
    refused::{InvitationEnd, PeopleRefused},
};
use crate::{audit::Stamp, change::Change, decision::Decision};

/// Its code stops at once. Who could give a part of it alone takes back that part.
#[derive(Debug, Clone, Copy)]
pub struct Withdraw;

impl Withdraw {
    /// Who could have given none of its roles does not know of the invitation.
    pub fn decide(
        &self,
        by: &PeopleAuthority<'_>,
        (org, invitation): (&Org, Option<&Invitation>),
        stamp: &Stamp,
    ) -> Result<Decision<InvitationMoved>, PeopleRefused> {
        by.covers(&org.slug)?;
        let invitation = invitation.filter(|invitation| invitation.org == org.slug);
        let invitation = invitation.ok_or(PeopleRefused::NoSuchInvitation)?;
        let all = invitation.offered(stamp.now);
        let part = by.part_of(&all).ok_or(PeopleRefused::NoSuchInvitation)?;
        match invitation.end(stamp.now) {
            Some(end @ InvitationEnd::Accepted { .. }) => Err(PeopleRefused::Over(end)),
            Some(_) => Ok(Decision::Already(InvitationMoved { org: org.clone(), invitation: invitation.clone() })),
            None if part == all => Ok(invitation.end_with(org, stamp).into()),
            None => {
                let (rest, told) = invitation.after_loss(&part, stamp).ok_or(PeopleRefused::NoSuchInvitation)?;
                let change = Change::new(org.clone(), stamp, told, []);
                Ok(change.map(|org| InvitationMoved { org, invitation: rest }).into())
            }
        }
    }
}

impl Invitation {
    fn end_with(&self, org: &Org, stamp: &Stamp) -> Change<InvitationMoved> {
        let withdrawn = self.withdrawn(stamp);
        let fact = OrgFact::InvitationWithdrawn { invitation: self.id };
        Change::new(org.clone(), stamp, fact, []).map(|org| InvitationMoved { org, invitation: withdrawn })
    }

    pub(super) fn withdrawn(&self, stamp: &Stamp) -> Self {
        Self { state: InvitationState::Withdrawn { at: stamp.now }, ..self.clone() }
    }
}
