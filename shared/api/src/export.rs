//! A run, or the files of a share, as one zip, while it is made and once it is there.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::ExportId;

/// How far an export has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    pub id: ExportId,
    pub state: ExportState,
    pub requested_at: Timestamp,
    /// From then on it cannot be fetched.
    pub expires_at: Timestamp,
    /// Of the files that go in: those that were checked. `null` until it is known which do.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub files: Option<Passed>,
    /// Of what is read while it is `checking`, of the zip while it is `building`.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub bytes: Option<Passed>,
    /// Why it came to nothing.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub reason: Option<ExportFailure>,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passed {
    pub done: u64,
    pub total: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportState {
    /// It is still to begin.
    Waiting,
    /// Everything is held against its hash.
    Checking,
    /// The zip is written.
    Building,
    Ready,
    Failed,
    Expired,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportFailure {
    /// A file is another one than was received.
    FileChanged,
    /// A file is no longer there.
    FileMissing,
    /// One zip does not hold it all.
    TooLarge,
    /// It has not moved for hours.
    Stalled,
    /// The share has ended meanwhile, or has no files any more.
    NothingShared,
}
