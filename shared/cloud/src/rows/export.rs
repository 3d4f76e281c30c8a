//! `EXPORT`: a run that is packed into a zip. The worker writes here how far it has come, and the row's stream brings
//! it back to the worker.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    run::{Building, Checking, EXPORT_LIFETIME, Export, ExportFailure, ExportStage, Taken},
    value::{ExportId, RunId, SnapshotId},
};

use super::{Row, corrupt, form};
use crate::{error::RowError, keys::Key};

/// The row outlives what can be fetched, so that people are told that it has expired.
const ROW_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Serialize, Deserialize)]
pub(crate) struct ExportRow {
    run: RunId,
    #[serde(with = "form::millis")]
    asked: Timestamp,
    #[serde(with = "form::millis")]
    moved: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taken: Option<TakenRow>,
    stage: Word,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<ExportFailure>,
    /// Of the files that were checked, four bytes each.
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    crcs: Vec<u8>,
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    hash: Vec<u8>,
    /// Of the file that is read, so far.
    #[serde(default)]
    crc: u32,
    #[serde(default)]
    read: u64,
    #[serde(default)]
    done: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    upload: Option<String>,
    #[serde(default)]
    parts: u32,
    /// In seconds, as DynamoDB wants it.
    ttl: i64,
}

#[derive(Serialize, Deserialize)]
struct TakenRow {
    snapshot: SnapshotId,
    files: u32,
    bytes: u64,
    zip: u64,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Waiting,
    Checking,
    Building,
    Ready,
    Failed,
}

impl Row for Export {
    type Stored = ExportRow;

    fn from_row(key: &Key, row: ExportRow, version: u64) -> Result<Self, RowError> {
        let crcs = || row.crcs.as_chunks().0.iter().map(|crc| u32::from_be_bytes(*crc)).collect();
        let stage = match row.stage {
            Word::Waiting => ExportStage::Waiting,
            Word::Checking => {
                let (crcs, sha256) = (crcs(), row.hash.clone());
                ExportStage::Checking(Checking { crcs, read: row.read, sha256, crc: row.crc, done: row.done })
            }
            Word::Building => {
                let upload = row.upload.clone().ok_or_else(|| corrupt(key, "upload", &"is missing"))?;
                let (parts, crc, done) = (row.parts, row.crc, row.done);
                ExportStage::Building(Building { upload, crcs: crcs(), parts, crc, done })
            }
            Word::Ready => ExportStage::Ready { at: row.moved },
            Word::Failed => {
                let reason = row.reason.ok_or_else(|| corrupt(key, "reason", &"is missing"))?;
                ExportStage::Failed { at: row.moved, reason }
            }
        };
        let taken = row.taken.map(|taken| Taken {
            snapshot: taken.snapshot,
            files: taken.files,
            bytes: taken.bytes,
            zip_bytes: taken.zip,
        });
        Ok(Self { id: id(key)?, run: row.run, requested_at: row.asked, moved_at: row.moved, taken, stage, version })
    }

    fn to_row(&self) -> ExportRow {
        let bytes = |crcs: &[u32]| crcs.iter().flat_map(|crc| crc.to_be_bytes()).collect();
        let taken = self.taken.as_ref().map(|taken| TakenRow {
            snapshot: taken.snapshot,
            files: taken.files,
            bytes: taken.bytes,
            zip: taken.zip_bytes,
        });
        let row = |stage| ExportRow {
            run: self.run,
            asked: self.requested_at,
            moved: self.moved_at,
            taken,
            stage,
            reason: None,
            crcs: vec![],
            hash: vec![],
            crc: 0,
            read: 0,
            done: 0,
            upload: None,
            parts: 0,
            ttl: (self.requested_at + EXPORT_LIFETIME + ROW_LIFETIME).as_second(),
        };
        match &self.stage {
            ExportStage::Waiting => row(Word::Waiting),
            ExportStage::Checking(Checking { crcs, read, sha256, crc, done }) => ExportRow {
                crcs: bytes(crcs),
                hash: sha256.clone(),
                crc: *crc,
                read: *read,
                done: *done,
                ..row(Word::Checking)
            },
            ExportStage::Building(Building { upload, crcs, parts, crc, done }) => ExportRow {
                crcs: bytes(crcs),
                crc: *crc,
                done: *done,
                upload: Some(upload.clone()),
                parts: *parts,
                ..row(Word::Building)
            },
            ExportStage::Ready { .. } => row(Word::Ready),
            ExportStage::Failed { reason, .. } => ExportRow { reason: Some(*reason), ..row(Word::Failed) },
        }
    }
}

fn id(key: &Key) -> Result<ExportId, RowError> {
    let id = key.pk.strip_prefix("EXPORT#").unwrap_or_default().parse();
    id.map_err(|error| corrupt(key, "pk", &error))
}
