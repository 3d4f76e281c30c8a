//! A multipart upload between its creation and its completion; survives a restart, as real ones do.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::checksums::{Algorithm, Checksums};
use super::version::Attributes;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Upload {
    pub(super) id: String,
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) attributes: Attributes,
    /// Of the checksum the whole object is to have.
    pub(super) algorithm: Option<Algorithm>,
    pub(super) parts: BTreeMap<i32, Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    /// A new name for each attempt: a part sent again replaces the earlier one only when it is whole.
    pub(super) file: String,
    pub(super) size: u64,
    pub(super) md5: [u8; 16],
    pub(super) checksums: Checksums,
    pub(super) at: Timestamp,
}

impl Part {
    pub(super) fn etag(&self) -> String {
        hex(self.md5)
    }
}

/// An MD5 as ETags show it.
pub(super) fn hex(md5: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(md5))
}
