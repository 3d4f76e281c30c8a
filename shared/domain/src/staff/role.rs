//! Roles: tables of rights.

use serde::{Deserialize, Serialize};

use super::right::Right::{
    self, AttachFiles, CreateShares, ManageAllDocuments, ManageAllShares, ManageMembers, ManageOrgMembers,
    ManageOwnDocuments, ManageOwnShares, PushRuns, SetOrgPolicy, SetProjectPolicy, ViewDocuments, ViewMembers,
    ViewOrgMembers, ViewRuns, ViewShares,
};
use crate::with_all::with_all;

with_all! {
    /// What a member is in one project, from the least to the most. The first that has a right is named to those who lack it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Role {
        Viewer,
        Reviewer,
        Initiator,
        DocumentController,
        ProjectAdmin,
    }
}

with_all! {
    /// What a member is in the whole org, beside their roles in projects or instead of them.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum OrgRole {
        /// Has every right in the org, and acts as project admin in every project.
        OrgAdmin,
        /// Reaches the steps that were given to them and nothing else, and takes no seat.
        WorkflowResponder,
    }
}

impl Role {
    pub const fn rights(self) -> &'static [Right] {
        match self {
            Self::Viewer | Self::Reviewer => &[ViewShares, ViewRuns, ViewDocuments],
            Self::Initiator => &[
                ViewShares,
                ViewRuns,
                CreateShares,
                ManageOwnShares,
                PushRuns,
                AttachFiles,
                ViewDocuments,
                ManageOwnDocuments,
                ViewMembers,
            ],
            Self::DocumentController => &[
                ViewShares,
                ViewRuns,
                CreateShares,
                ManageOwnShares,
                ManageAllShares,
                PushRuns,
                AttachFiles,
                ViewDocuments,
                ManageOwnDocuments,
                ManageAllDocuments,
                ViewMembers,
            ],
            Self::ProjectAdmin => &[
                ViewShares,
                ViewRuns,
                CreateShares,
                ManageOwnShares,
                ManageAllShares,
                PushRuns,
                AttachFiles,
                ViewDocuments,
                ManageOwnDocuments,
                ManageAllDocuments,
                ViewMembers,
                ManageMembers,
                SetProjectPolicy,
            ],
        }
    }

    pub fn has(self, right: Right) -> bool {
        self.rights().contains(&right)
    }
}

impl OrgRole {
    /// Those of the whole org. What an org admin may do in a project, [`Role::ProjectAdmin`] says.
    pub const fn rights(self) -> &'static [Right] {
        match self {
            Self::OrgAdmin => &[ViewOrgMembers, ManageOrgMembers, SetOrgPolicy],
            Self::WorkflowResponder => &[],
        }
    }

    pub fn has(self, right: Right) -> bool {
        self.rights().contains(&right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_admin_has_every_right_in_the_project_and_an_org_admin_every_one_of_the_org() {
        for right in Right::ALL {
            assert_eq!(Role::ProjectAdmin.has(right), !right.is_of_org(), "{right:?}");
            assert_eq!(OrgRole::OrgAdmin.has(right), right.is_of_org(), "{right:?}");
        }
    }

    #[test]
    fn who_only_looks_changes_nothing() {
        for role in [Role::Viewer, Role::Reviewer] {
            assert_eq!(role.rights(), [ViewShares, ViewRuns, ViewDocuments]);
        }
        assert!(!Role::Initiator.has(ManageAllShares));
        assert!(OrgRole::WorkflowResponder.rights().is_empty());
    }

    #[test]
    fn a_role_has_all_that_those_before_it_have() {
        for [less, more] in Role::ALL.array_windows() {
            assert!(less.rights().iter().all(|right| more.has(*right)), "{less:?} {more:?}");
        }
    }
}
