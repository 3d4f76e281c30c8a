//! Signed-in people, what their roles let them do, and the org with the projects that they work in.

mod authority;
mod change_policy;
mod fact;
mod founding;
mod member;
mod operator;
mod org;
mod right;
mod role;

pub use authority::{Authority, Forbidden, Need, OrgAuthority};
pub use change_policy::{ChangePolicy, OrgPolicyBy, PolicyRefused, ProjectPolicyBy, ProjectPolicyChanged};
pub use fact::OrgFact;
pub use founding::{Founded, Founding, MemberAdded, ProjectAdded};
pub use member::Member;
pub use operator::Operator;
pub use org::{Org, Project};
pub use right::Right;
pub use role::Role;
