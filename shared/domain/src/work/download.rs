//! Handing out a copy of a file.

use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    file::{Manifest, ObjectKey, SettleRefused},
    gate::{Acting, OnTask, Permit, WorkRefused},
    share::{Permission, UsedUp},
    task::{Upload, WorkFact},
    value::TaskSlug,
};

/// A copy of a file is handed out: of a reference file of the task, of one's own upload, or of what others have
/// sent in one's step. Named by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    pub file: String,
}

#[derive(Debug, Clone)]
pub struct Downloaded {
    pub by: Acting,
    pub readable: Readable,
}

/// A file that may be fetched from the documents bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    pub object: ObjectKey,
    pub manifest: Manifest,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    /// Also for files that exist in another task or share.
    #[error("there is no such file in this task")]
    NoSuchFile,
    /// Files of others came between its announcement and its arrival.
    #[error("at most {max} files are accepted here, and others were quicker")]
    TakenByOthers { max: u32 },
    #[error(transparent)]
    Settle(#[from] SettleRefused),
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
}

impl Act<Permit<'_, OnTask<Option<Upload>>>> for Download {
    type Made = Downloaded;
    type Refused = FileRefused;

    fn decide(
        &self,
        permit: Permit<'_, OnTask<Option<Upload>>>,
        stamp: &Stamp,
    ) -> Result<Decision<Downloaded>, FileRefused> {
        permit.may(Permission::DownloadFiles)?;
        let readable = self.readable(&permit).ok_or(FileRefused::NoSuchFile)?;
        hand_out(&permit, (permit.task().slug(), &self.file), readable, stamp)
    }
}

/// With its record, and one download less for the day.
pub(super) fn hand_out<S>(
    permit: &Permit<'_, S>,
    (task, file): (&TaskSlug, &str),
    readable: Readable,
    stamp: &Stamp,
) -> Result<Decision<Downloaded>, FileRefused> {
    let (task, file, sha256) = (task.clone(), file.to_owned(), readable.manifest.sha256);
    let used = permit.used().downloaded(stamp.now)?;
    let change = permit.record_with(WorkFact::FileDownloaded { task, file, sha256 }, used, stamp);
    Ok(change.map(|by| Downloaded { by, readable }).into())
}

impl Download {
    fn readable(&self, permit: &Permit<'_, OnTask<Option<Upload>>>) -> Option<Readable> {
        let task = permit.task();
        if let Some(reference) = task.spec.references.iter().find(|r| r.id.to_string() == self.file) {
            let object = ObjectKey::Reference { file: reference.id };
            return Some(Readable { object, manifest: reference.manifest.clone() });
        }
        let upload = permit.also().as_ref().filter(|upload| upload.id.to_string() == self.file)?;
        let own = task.state.own(upload.id, permit.recipient());
        // Who has the step to do decides on all that counts in it.
        let counts = || task.state.files.get(&upload.id).filter(|mark| mark.stage.is_clean());
        let mark = own.or_else(|| permit.assignment().and_then(|_| counts()))?;
        mark.stage
            .is_kept()
            .then(|| Readable { object: upload.object(task.run, task.slug()), manifest: upload.manifest.clone() })
    }
}

#[cfg(test)]
mod tests;
