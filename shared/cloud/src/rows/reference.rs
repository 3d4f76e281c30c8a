//! `FILE`: a reference file.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    file::{Manifest, MediaType, ReferenceFile, Stage},
    value::{Digest, FileId, Line, OrgSlug, ProjectSlug},
};

use super::{Row, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct ReferenceRow {
    id: FileId,
    org: OrgSlug,
    project: ProjectSlug,
    name: Line<200>,
    #[serde(rename = "type")]
    media_type: MediaType,
    size: u64,
    sha256: Digest,
    stage: Stage,
    #[serde(with = "form::millis")]
    at: Timestamp,
    #[serde(with = "form::binary")]
    head: [u8; 32],
    seq: u64,
}

impl Row for ReferenceFile {
    type Stored = ReferenceRow;

    fn from_row(_: &Key, row: ReferenceRow, version: u64) -> Result<Self, RowError> {
        Ok(Self {
            id: row.id,
            org: row.org,
            project: row.project,
            manifest: Manifest { name: row.name, media_type: row.media_type, size: row.size, sha256: row.sha256 },
            stage: row.stage,
            announced_at: row.at,
            head: Head { seq: row.seq, hash: Digest::from_bytes(row.head) },
            version,
        })
    }

    fn to_row(&self) -> ReferenceRow {
        let Manifest { name, media_type, size, sha256 } = self.manifest.clone();
        ReferenceRow {
            id: self.id,
            org: self.org.clone(),
            project: self.project.clone(),
            name,
            media_type,
            size,
            sha256,
            stage: self.stage.clone(),
            at: self.announced_at,
            head: *self.head.hash.bytes(),
            seq: self.head.seq,
        }
    }
}
