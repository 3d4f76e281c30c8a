//! What goes into a zip, and from where: taken once, kept in the bucket beside the zip, read by each worker.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    export::{Export, ExportFailure, Taken},
    file::ExportObject,
    value::{Digest, SnapshotId},
};

use crate::{
    Jobs,
    error::Halt,
    zip::{Entry, Layout, Parts},
};

/// Each source, in the order of the zip.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// The instant that the zip gives each file.
    pub(crate) at: Timestamp,
    pub(crate) sources: Vec<Source>,
}

/// An object of the documents bucket that goes into the zip.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Source {
    /// In the zip.
    pub(crate) path: String,
    /// In the bucket.
    pub(crate) key: String,
    pub(crate) size: u64,
    pub(crate) sha256: Digest,
}

impl Plan {
    /// Where the plan of a snapshot is kept.
    pub(crate) fn object(export: &Export, snapshot: SnapshotId) -> ExportObject {
        ExportObject::Taken { export: export.id, snapshot, name: "plan.json" }
    }

    pub(crate) fn layout(&self) -> Result<(Layout, Parts), Halt> {
        let entry = |source: &Source| Entry { path: source.path.clone(), size: source.size };
        let too_large = || Halt::Failed(ExportFailure::TooLarge);
        let layout = Layout::new(self.sources.iter().map(entry).collect(), self.at).map_err(|_| too_large())?;
        let parts = Parts::of(layout.bytes()).map_err(|_| too_large())?;
        Ok((layout, parts))
    }
}

impl Jobs {
    /// What was taken for an export.
    pub(crate) async fn plan(&self, export: &Export) -> Result<Plan, Halt> {
        let missing = Halt::Failed(ExportFailure::FileMissing);
        let Some(Taken { snapshot, .. }) = export.taken else { return Err(missing) };
        let bytes = self.packing.whole(&Plan::object(export, snapshot)).await?.ok_or(missing)?;
        Ok(serde_json::from_slice(&bytes)?)
    }
}
