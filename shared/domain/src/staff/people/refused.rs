//! Why nothing changes about who belongs to an org.

use jiff::Timestamp;

use super::super::{authority::Forbidden, profile::MAX_ORGS, roles::RolesFlaw};
use crate::value::ProjectSlug;

/// Why an act about people is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeopleRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// A mail would bring it as a link of ours.
    #[error("this is no name of a person: it holds an address")]
    NameHoldsLink,
    #[error("nobody can have these roles")]
    Roles(#[from] RolesFlaw),
    #[error("the organisation has no such projects")]
    UnknownProjects { projects: Vec<ProjectSlug> },
    #[error("every seat of the organisation is taken: {taken} of {limit}")]
    Full { taken: u32, limit: u32 },
    #[error("an organisation keeps its last org admin; make somebody else one first")]
    LastAdmin,
    #[error("there is no such member")]
    NoSuchMember,
    #[error("there is no such invitation")]
    NoSuchInvitation,
    #[error("this invitation {0}")]
    Over(InvitationEnd),
    #[error("you signed in with another address than the one that was invited; ask for an invitation of your own")]
    AnotherAddress,
    #[error("nobody can belong to more than {MAX_ORGS} organisations")]
    TooManyOrgs,
    /// Somebody else changed the member since they were read.
    #[error("somebody else changed this member meanwhile")]
    ChangedMeanwhile { version: u64 },
}

/// How an invitation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationEnd {
    #[error("was accepted already; ask for a new one")]
    Accepted { at: Timestamp },
    #[error("was withdrawn")]
    Withdrawn { at: Timestamp },
    #[error("has expired; ask for a new one")]
    Expired { at: Timestamp },
    /// Who sent it may give its roles no more. Who holds its code learns no more than whom to ask.
    #[error("counts no more; ask an admin of the organisation for a new one")]
    Lapsed,
    #[error("was replaced by a newer one; use the code of the latest mail")]
    Replaced,
}
