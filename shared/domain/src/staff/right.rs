//! What can be allowed in a project. A role is a list of these.

use serde::{Deserialize, Serialize};

macro_rules! rights {
    ($($(#[$doc:meta])* $right:ident),* $(,)?) => {
        /// One thing that a role may allow. Each rule asks for exactly one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Right {
            $($(#[$doc])* $right,)*
        }

        impl Right {
            /// Every right there is, those that no role has too.
            pub const ALL: [Self; [$(stringify!($right)),*].len()] = [$(Self::$right),*];
        }
    };
}

rights! {
    /// Lists of shares, each share, and what happened to it.
    ViewShares,
    /// Flows with their tasks and what came in.
    ViewRuns,
    CreateShares,
    /// Revoke, rotate, extend, password: of shares that one created oneself.
    ManageOwnShares,
    /// The same of every share of the project.
    ManageAllShares,
    PushRuns,
    /// Reference files, for guests to read.
    AttachFiles,
    /// The settings of the project, within those of the org.
    SetProjectPolicy,
    /// The settings of the org.
    SetOrgPolicy,
}

impl Right {
    /// Whether it is of the whole org: no role in a project has it.
    pub const fn is_of_org(self) -> bool {
        matches!(self, Self::SetOrgPolicy)
    }
}
