//! How far an export has come, and what that is worth.

use jiff::Timestamp;

use super::failure::ExportFailure;

/// How far an export has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportStage {
    Waiting,
    /// Everything is read once and held against its hash.
    Checking(Checking),
    /// It is read again and written into the zip.
    Building(Building),
    Ready {
        at: Timestamp,
    },
    Failed {
        at: Timestamp,
        reason: ExportFailure,
    },
}

/// Where reading goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checking {
    /// CRC-32 of each that was read to its end.
    pub crcs: Vec<u32>,
    /// Bytes of the next one that were read.
    pub read: u64,
    /// The state of its SHA-256, and its CRC-32 so far. Nothing where none of it was read.
    pub sha256: Vec<u8>,
    pub crc: u32,
    /// Bytes that were read of all of them.
    pub done: u64,
}

/// Where writing goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Building {
    /// S3's name for the upload in parts.
    pub upload: String,
    /// CRC-32 of each file.
    pub crcs: Vec<u32>,
    /// Parts that S3 has.
    pub parts: u32,
    /// CRC-32 so far of the file that the last of them ends in.
    pub crc: u32,
    /// Bytes in these parts.
    pub done: u64,
}

/// What an export is worth at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportStanding {
    Waiting,
    Checking,
    Building,
    Ready,
    Failed { reason: ExportFailure },
    Expired,
}

impl ExportStanding {
    /// Whether a worker has something to do.
    pub fn is_going(self) -> bool {
        match self {
            Self::Waiting | Self::Checking | Self::Building => true,
            Self::Ready | Self::Failed { .. } | Self::Expired => false,
        }
    }

    /// Whether there is a zip, or will be one.
    pub fn stands(self) -> bool {
        self.is_going() || self == Self::Ready
    }
}
