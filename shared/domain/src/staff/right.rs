//! What can be allowed, in a project or in the whole org. A role is a list of these.

use serde::{Deserialize, Serialize};

macro_rules! rights {
    ($($(#[doc = $meaning:literal])* $right:ident),* $(,)?) => {
        /// One thing that a role may allow. Each rule asks for exactly one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Right {
            $($(#[doc = $meaning])* $right,)*
        }

        impl Right {
            /// Every right there is, those that no role has too.
            pub const ALL: [Self; [$(stringify!($right)),*].len()] = [$(Self::$right),*];

            /// What it allows, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$right => concat!($($meaning),*),)*
                }
            }
        }
    };
}

rights! {
    /// Lists of shares, each share, and what happened to it.
    ViewShares,
    /// Flows with their tasks and what came in.
    ViewRuns,
    /// New shares, in the member's own name.
    CreateShares,
    /// Revoke, rotate, extend, password: of shares that one created oneself.
    ManageOwnShares,
    /// The same of every share of the project.
    ManageAllShares,
    /// Flows and their tasks, as the host pushes them.
    PushRuns,
    /// Reference files, for guests to read.
    AttachFiles,
    /// The register: documents with their revisions and files, work packages.
    ViewDocuments,
    /// New documents and work packages; what is said of them and their revisions, where one created them oneself.
    ManageOwnDocuments,
    /// The same of every document and work package of the project.
    ManageAllDocuments,
    /// Who is in the project, and whom a step of it can be given to.
    ViewMembers,
    /// Invite people to the project, give roles in it and take them away.
    ManageMembers,
    /// The settings of the project, within those of the org.
    SetProjectPolicy,
    /// Everybody in the org, with all their roles, and how many seats are taken.
    ViewOrgMembers,
    /// Invite and remove people, give every role in every project, and make org admins and responders.
    ManageOrgMembers,
    /// The settings of the org.
    SetOrgPolicy,
}

impl Right {
    /// Whether it is of the whole org: no role in a project has it.
    pub const fn is_of_org(self) -> bool {
        matches!(self, Self::ViewOrgMembers | Self::ManageOrgMembers | Self::SetOrgPolicy)
    }
}
