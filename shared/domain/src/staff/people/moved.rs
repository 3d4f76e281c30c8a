//! What changes when somebody is invited, joins, changes or leaves.

use super::{
    super::{
        org::Org,
        profile::{Membership, Profile},
    },
    invitation::Invitation,
};
use crate::value::Email;

/// An invitation that was made or ended, and the org whose trail tells it.
#[derive(Debug, Clone)]
pub struct InvitationMoved {
    pub org: Org,
    pub invitation: Invitation,
}

/// A person whose part in an org is another now, or none.
#[derive(Debug, Clone)]
pub struct PersonMoved {
    pub org: Org,
    pub profile: Profile,
    /// Of the person, as the org knows them, or did before they left.
    pub address: Email,
    /// The one that was accepted, or that ended with it.
    pub invitation: Option<Invitation>,
}

impl PersonMoved {
    /// What the person is in the org now.
    pub fn membership(&self) -> Option<&Membership> {
        self.profile.memberships.get(&self.org.slug)
    }
}
