//! Why nothing is packed.

use serde::{Deserialize, Serialize};

/// Why an export came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The share that it is of has ended, or has no files any more.
    NothingShared,
}
