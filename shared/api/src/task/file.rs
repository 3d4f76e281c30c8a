//! A file on its way in: announced, sent by the way in that opens for exactly it, settled.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Digest, FileId, Line};

/// A file as its sender announces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnnounceFile {
    /// One line of 1 to 200 characters.
    pub name: String,
    /// Such as `application/pdf`; blank where the sender knows none.
    #[serde(rename = "type")]
    pub media_type: String,
    /// In bytes.
    pub size: u64,
    /// 64 hexadecimal digits.
    pub sha256: String,
}

/// The one request that brings in what was announced. The bytes are sent with these headers, exactly as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WayIn {
    /// Of the upload or of the reference file.
    pub id: String,
    pub method: String,
    pub url: String,
    pub headers: BTreeMap<String, String>,
    pub expires_at: Timestamp,
}

/// The one request that fetches a file, for a minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WayOut {
    pub method: String,
    pub url: String,
}

/// How far a file has come. From `clean` on it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// Announced; bytes may be on their way.
    Expected,
    /// The scanner found it clean before its sender reported its arrival.
    Cleared,
    /// Arrived as announced; the scanner's verdict is awaited.
    Scanning,
    /// Good to count; it is being copied.
    Releasing,
    Clean,
    Rejected,
    /// It counted, and was handed back.
    Returned,
}

/// What arrived, held against what was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settled {
    /// Of the upload or of the reference file.
    pub id: String,
    pub state: FileState,
    pub name: Line<200>,
    pub size: u64,
    pub sha256: Digest,
    /// What it is by its first bytes, where that is something else than the extension of its name says: `pdf`, `zip`,
    /// `exe`. Nobody looks into reference files.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub misnamed: Option<String>,
}

/// A file that staff give to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reference {
    pub id: FileId,
    pub name: Line<200>,
    #[serde(rename = "type")]
    pub media_type: String,
    pub size: u64,
    pub sha256: Digest,
}
