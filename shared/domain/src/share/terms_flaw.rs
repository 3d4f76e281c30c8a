//! What can be wrong with the terms of a share.

use super::permission::Permission;
use crate::{policy::Layer, value::TaskSlug};

/// One thing that is wrong with the terms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermsFlaw {
    #[error("names no task")]
    NoTask,
    #[error("the run has no task {task}")]
    UnknownTask { task: TaskSlug },
    #[error("grants no permission")]
    NoPermission,
    #[error("the permission {permission:?} does not apply to this scope")]
    PermissionNotApplicable { permission: Permission },
    #[error("lies in the past")]
    ExpiryPast,
    #[error("is {asked} days from now; at most {ceiling} are allowed")]
    AboveCeiling { asked: u32, ceiling: u32, layer: Layer },
    #[error("only the default expiry of {days} days is allowed")]
    CustomExpiry { days: u32, layer: Layer },
    #[error("only the default access count of {max} is allowed")]
    AccessesFixed { max: u32, layer: Layer },
    #[error("a password is required")]
    PasswordRequired { layer: Layer },
    #[error("a mailed code is required")]
    CodeRequired { layer: Layer },
    #[error("who opens has to say who they are")]
    WhoOpensRequired { layer: Layer },
}
