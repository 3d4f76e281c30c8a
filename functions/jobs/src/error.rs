//! How a step ends badly: for good, or to be made again.

use vestibule_cloud::{CommitError, StoreError, contention::Overtaken};
use vestibule_domain::export::ExportFailure;

/// An invocation that did not come through; the stream makes another one.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error("AWS does not answer as it should")]
    Store(#[from] StoreError),
    #[error("the place in an export cannot be noted")]
    Commit(#[from] CommitError),
    #[error("what was taken for an export does not read")]
    Plan(#[from] serde_json::Error),
    #[error("what an export is of is not there")]
    NothingToPack,
    #[error("the state of a hash does not read")]
    Hash,
}

impl Overtaken for JobError {
    fn is_overtaken(&self) -> bool {
        matches!(self, Self::Commit(error) if error.is_overtaken())
    }
}

/// Why a step goes no further.
#[derive(Debug)]
pub(crate) enum Halt {
    /// Another worker has moved the export.
    Overtaken,
    /// The export comes to nothing, however often it is tried.
    Failed(ExportFailure),
    Job(JobError),
}

impl From<CommitError> for Halt {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Overtaken => Self::Overtaken,
            other => Self::Job(other.into()),
        }
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Job(error.into())
    }
}

impl From<serde_json::Error> for Halt {
    fn from(error: serde_json::Error) -> Self {
        Self::Job(error.into())
    }
}

impl From<JobError> for Halt {
    fn from(error: JobError) -> Self {
        Self::Job(error)
    }
}
