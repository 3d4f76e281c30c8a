//! `EXPORT`: what is packed into a zip, of a run or of a share. The worker writes here how far it has come, and the row's stream brings
//! it back to the worker.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    export::{Building, Checking, EXPORT_LIFETIME, Export, ExportFailure, ExportOf, ExportStage, Taken},
    value::{Digest, ExportId, RunId, ShareId, SnapshotId},
};

use super::{Row, corrupt, form};
use crate::{error::RowError, keys::Key};

/// The row outlives what can be fetched, so that people are told that it has expired.
const ROW_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Serialize, Deserialize)]
pub(crate) struct ExportRow {
    /// Of which it is: either a run or a share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run: Option<RunId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    share: Option<ShareId>,
    /// The `sub` of the member who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// Which files of the share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    list: Option<Digest>,
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
        let of = match (row.run, row.share) {
            (Some(run), None) => ExportOf::Run(run),
            (None, Some(share)) => ExportOf::Share(share),
            (Some(_), Some(_)) | (None, None) => {
                return Err(corrupt(key, "run", &"goes without share, and one must be"));
            }
        };
        let (asked_by, requested_at, moved_at, contents) = (row.by, row.asked, row.moved, row.list);
        Ok(Self { id: id(key)?, of, asked_by, requested_at, moved_at, contents, taken, stage, version })
    }

    fn to_row(&self) -> ExportRow {
        let bytes = |crcs: &[u32]| crcs.iter().flat_map(|crc| crc.to_be_bytes()).collect();
        let taken = self.taken.as_ref().map(|taken| TakenRow {
            snapshot: taken.snapshot,
            files: taken.files,
            bytes: taken.bytes,
            zip: taken.zip_bytes,
        });
        let (run, share) = match self.of {
            ExportOf::Run(run) => (Some(run), None),
            ExportOf::Share(share) => (None, Some(share)),
        };
        let row = |stage| ExportRow {
            run,
            share,
            by: self.asked_by.clone(),
            list: self.contents,
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

#[cfg(test)]
mod tests {
    use vestibule_fixtures::SharedZip;

    use super::{
        super::{attributes, read},
        *,
    };
    use crate::keys::text;

    #[test]
    fn an_export_is_of_a_run_or_of_a_share_and_never_of_both() {
        let of_share = SharedZip::new().requested();
        let (of, asked_by) = (ExportOf::Run(RunId::new([2; 16])), Some("carla".to_owned()));
        let of_run = Export { of, asked_by, contents: None, ..of_share.clone() };
        for export in [of_share, of_run] {
            let key = Key::export(export.id);
            let mut item = attributes(&key, &export).unwrap();
            item.extend(key.item());
            let export = Export { version: 1, ..export };
            assert_eq!(read::<Export>(item.clone()).unwrap(), export);
            item.insert("run".into(), text(RunId::new([2; 16]).to_string()));
            item.insert("share".into(), text(ShareId::new([3; 16]).to_string()));
            assert_eq!(read::<Export>(item).map_err(|error| error.attribute), Err("run".to_owned()));
        }
    }
}
