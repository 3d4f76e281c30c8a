//! What a share can allow its guest.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::task::Field;

/// One thing that a guest may do. Each means the same in every scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    FillFields,
    UploadFiles,
    /// To look at files: until pages are shown, at their names, sizes and hashes.
    ReadFiles,
    DownloadFiles,
    Comment,
    /// To decide in a step of which they are an assignee.
    Respond,
    CompleteTask,
}

impl fmt::Display for Permission {
    /// As it is sent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

impl Permission {
    /// What it takes to give what a field asks for.
    pub fn to_give(field: &Field) -> Self {
        if field.kind.as_files().is_some() { Self::UploadFiles } else { Self::FillFields }
    }
}
