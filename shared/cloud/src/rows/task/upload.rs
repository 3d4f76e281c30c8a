//! `FILE#…`: a file as it was announced, written once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    task::Upload,
    value::{FieldSlug, Through, UploadId},
};

use super::{
    super::{Row, form},
    ManifestRow,
};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct UploadRow {
    id: UploadId,
    field: FieldSlug,
    through: Through,
    file: ManifestRow,
    #[serde(with = "form::millis")]
    at: Timestamp,
}

impl Row for Upload {
    type Stored = UploadRow;

    fn from_row(_: &Key, row: UploadRow, _: u64) -> Result<Self, RowError> {
        Ok(Self { id: row.id, field: row.field, through: row.through, manifest: row.file.into(), announced_at: row.at })
    }

    fn to_row(&self) -> UploadRow {
        UploadRow {
            id: self.id,
            field: self.field.clone(),
            through: self.through,
            file: (&self.manifest).into(),
            at: self.announced_at,
        }
    }
}
