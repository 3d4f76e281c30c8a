//! Why a mail did not leave.

use vestibule_cloud::{CommitError, StoreError, contention::Overtaken};
use vestibule_domain::value::{OrgSlug, ProjectSlug, ShareId};
use vestibule_pages::render::RenderError;

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Commit(#[from] CommitError),
    #[error(transparent)]
    Render(#[from] RenderError),
    /// An outbox row outlived its share, which nothing removes.
    #[error("share {0} is missing")]
    ShareMissing(ShareId),
    /// The same of a project.
    #[error("the project {1} of org {0} is missing")]
    ProjectMissing(OrgSlug, ProjectSlug),
    #[error("the org {0} is missing")]
    OrgMissing(OrgSlug),
}

impl Overtaken for SendError {
    fn is_overtaken(&self) -> bool {
        matches!(self, Self::Commit(error) if error.is_overtaken())
    }
}
