//! `EXPORTS`: which exports of a run or a share count against its limit. It moves with each request.

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    export::{ExportOf, KeptList},
    value::ExportId,
};

use super::{Row, corrupt};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct KeptRow {
    exports: Vec<ExportId>,
}

impl Row for KeptList {
    type Stored = KeptRow;

    fn from_row(key: &Key, row: KeptRow, version: u64) -> Result<Self, RowError> {
        let of = key.pk.strip_prefix("EXPORT#").unwrap_or_default();
        let of = match (of.parse(), of.parse()) {
            (Ok(run), _) => ExportOf::Run(run),
            (_, Ok(share)) => ExportOf::Share(share),
            (Err(error), Err(_)) => return Err(corrupt(key, "pk", &error)),
        };
        Ok(Self { of, exports: row.exports, version })
    }

    fn to_row(&self) -> KeptRow {
        KeptRow { exports: self.exports.clone() }
    }
}
