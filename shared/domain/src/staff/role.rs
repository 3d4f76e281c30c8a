//! Roles: a table of rights.

use serde::{Deserialize, Serialize};

use super::right::Right::{
    self, AttachFiles, CreateShares, ManageAllShares, ManageOwnShares, PushRuns, SetProjectPolicy, ViewRuns, ViewShares,
};

/// What a member is in one project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Viewer,
    Reviewer,
    Initiator,
    DocumentController,
    ProjectAdmin,
}

impl Role {
    /// The first that has a right is named to those who lack it.
    pub const ALL: [Self; 5] =
        [Self::Viewer, Self::Reviewer, Self::Initiator, Self::DocumentController, Self::ProjectAdmin];

    pub const fn rights(self) -> &'static [Right] {
        match self {
            Self::Viewer | Self::Reviewer => &[ViewShares, ViewRuns],
            Self::Initiator => &[ViewShares, ViewRuns, CreateShares, ManageOwnShares, PushRuns, AttachFiles],
            Self::DocumentController => {
                &[ViewShares, ViewRuns, CreateShares, ManageOwnShares, ManageAllShares, PushRuns, AttachFiles]
            }
            Self::ProjectAdmin => &[
                ViewShares,
                ViewRuns,
                CreateShares,
                ManageOwnShares,
                ManageAllShares,
                PushRuns,
                AttachFiles,
                SetProjectPolicy,
            ],
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
    fn a_project_admin_has_every_right_of_a_project() {
        for right in Right::ALL {
            assert_eq!(Role::ProjectAdmin.has(right), !right.is_of_org(), "{right:?}");
        }
    }

    #[test]
    fn who_only_looks_changes_nothing() {
        for role in [Role::Viewer, Role::Reviewer] {
            assert_eq!(role.rights(), [ViewShares, ViewRuns]);
        }
        assert!(!Role::Initiator.has(ManageAllShares));
    }
}
