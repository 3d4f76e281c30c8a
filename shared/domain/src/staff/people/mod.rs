//! Who belongs to an org: inviting, joining, giving and taking roles, leaving.
//!
//! All of it moves the org's row, because the seats and the org admins are counted there: two acts at once never pass each
//! other unseen, and the last org admin stays.

mod accept;
mod by;
mod change_roles;
mod code;
mod count;
mod invitation;
mod invite;
mod join;
mod moved;
mod preferences;
mod refused;
mod remove;
mod seats;
mod withdraw;

pub use accept::{Accept, Accepting, SignedIn};
pub use by::PeopleAuthority;
pub use change_roles::{ChangeRoles, RolesChange};
pub use code::{CodeText, InvitationCode, NotACode};
pub use invitation::{Given, INVITATION_DAYS, Invitation, InvitationState, Inviter};
pub use invite::{BesideInvite, Invite};
pub use join::Newcomer;
pub use moved::{InvitationMoved, PersonMoved};
pub use preferences::{ChangePreferences, PreferencesMoved, TooManyChanges};
pub use refused::{InvitationEnd, PeopleRefused};
pub use remove::Remove;
pub use seats::SetSeats;
pub use withdraw::Withdraw;

#[cfg(test)]
mod tests;
