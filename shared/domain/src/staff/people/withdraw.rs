//! Taking an invitation back.

use super::{
    super::{fact::OrgFact, org::Org},
    by::PeopleAuthority,
    invitation::{Invitation, InvitationState},
    moved::InvitationMoved,
    refused::{InvitationEnd, PeopleRefused},
};
use crate::{audit::Stamp, change::Change, decision::Decision};

/// Its code stops at once.
#[derive(Debug, Clone, Copy)]
pub struct Withdraw;

impl Withdraw {
    /// Who could not have given all its roles does not know of the invitation.
    pub fn decide(
        &self,
        by: &PeopleAuthority<'_>,
        (org, invitation): (&Org, Option<&Invitation>),
        stamp: &Stamp,
    ) -> Result<Decision<InvitationMoved>, PeopleRefused> {
        by.covers(&org.slug)?;
        let known = invitation.filter(|invitation| by.gives(&invitation.roles) && invitation.org == org.slug);
        let invitation = known.ok_or(PeopleRefused::NoSuchInvitation)?;
        match invitation.end(stamp.now) {
            Some(end @ InvitationEnd::Accepted { .. }) => Err(PeopleRefused::Over(end)),
            Some(_) => Ok(Decision::Already(InvitationMoved { org: org.clone(), invitation: invitation.clone() })),
            None => Ok(invitation.end_with(org, stamp).into()),
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
