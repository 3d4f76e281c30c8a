//! Signed-in people, what their roles let them do, and the org with the projects that they work in.

mod authority;
mod change_policy;
mod fact;
mod founding;
mod member;
mod operator;
mod org;
mod people;
mod profile;
mod right;
mod role;
mod roles;

pub use authority::{Authority, Forbidden, Need, OrgAuthority};
pub use change_policy::{ChangePolicy, OrgPolicyBy, PolicyRefused, ProjectPolicyBy, ProjectPolicyChanged};
pub use fact::OrgFact;
pub use founding::{Founded, Founding, ProjectAdded};
pub use member::{Colleague, Member, NoSub, Sub, is_sub};
pub use operator::Operator;
pub use org::{Org, Project, Seats};
pub use people::{
    Accept, Accepting, BesideInvite, ChangePreferences, ChangeRoles, CodeText, Given, INVITATION_DAYS, Invitation,
    InvitationCode, InvitationEnd, InvitationMoved, InvitationState, Invite, Inviter, Newcomer, NotACode,
    PeopleAuthority, PeopleRefused, PersonMoved, PreferencesMoved, Remove, RolesChange, SetSeats, SignedIn,
    TooManyChanges, Withdraw,
};
pub use profile::{MAX_ORGS, Membership, NotActing, Profile};
pub use right::Right;
pub use role::{OrgRole, Role};
pub use roles::{MAX_ROLES, Roles, RolesFlaw};
