//! Handing out a copy of a file that is under review.

use super::download::{Downloaded, FileRefused, Readable, hand_out};
use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::{OnTask, Permit},
    share::Permission,
    task::{TaskKey, TaskState, Upload},
};

/// A copy of a file is handed out that somebody sent in a task before this step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DownloadReviewed;

/// A task before a step, with the file that was named in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    pub key: TaskKey,
    pub state: TaskState,
    pub upload: Option<Upload>,
}

impl Act<Permit<'_, OnTask<Reviewed>>> for DownloadReviewed {
    type Made = Downloaded;
    type Refused = FileRefused;

    fn decide(&self, permit: Permit<'_, OnTask<Reviewed>>, stamp: &Stamp) -> Result<Decision<Downloaded>, FileRefused> {
        let Reviewed { key, state, upload } = permit.also();
        permit.may_review(key, state)?;
        permit.may(Permission::DownloadFiles)?;
        let upload = upload.as_ref().ok_or(FileRefused::NoSuchFile)?;
        let counts = state.files.get(&upload.id).is_some_and(|mark| mark.stage.is_clean());
        if !counts {
            return Err(FileRefused::NoSuchFile);
        }
        let readable = Readable { object: upload.object(key.run, &key.task), manifest: upload.manifest.clone() };
        hand_out(&permit, (&key.task, &upload.id.to_string()), readable, stamp)
    }
}

#[cfg(test)]
mod tests;
