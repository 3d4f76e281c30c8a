//! Counting a file whose copy has reached the documents bucket.

use super::{
    download::FileRefused,
    settle::{FileMoved, moved, own},
};
use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::{OnTask, Permit},
    share::Permission,
    task::Upload,
    value::UploadId,
};

/// The copy of that version is there, and the file counts from now on. Everything is asked again that was asked before
/// the copy, which may have taken its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseUpload {
    pub id: UploadId,
    pub version: String,
}

impl Act<Permit<'_, OnTask<Option<Upload>>>> for ReleaseUpload {
    type Made = FileMoved;
    type Refused = FileRefused;

    fn decide(
        &self,
        permit: Permit<'_, OnTask<Option<Upload>>>,
        stamp: &Stamp,
    ) -> Result<Decision<FileMoved>, FileRefused> {
        permit.may_now(Permission::UploadFiles)?;
        let (upload, mark) = own(&permit, self.id)?;
        let stage = mark.stage.released(&self.version, stamp.now);
        let record = |fact| permit.record(fact, stamp);
        Ok(moved(&permit, upload, stage.map(|stage| mark.at(stage)), record))
    }
}
