//! Files of a task: a guest announces, settles, removes and reads them; a scanner judges them.

use jiff::Timestamp;

use super::{Reference, Task, Upload};
use crate::{
    audit::{Event, Stamp},
    change::Change,
    gate::{Admission, WorkRefused},
    id::{ShareId, UploadId},
    run::Run,
    share::{Permission, Share},
    slug::FieldSlug,
    task::FieldKind,
    upload::{Arrival, Manifest, ManifestRefused, PATIENCE, Place, Progress, SettleRefused},
};

/// Most files of one task, whatever their state.
pub(super) const MOST: usize = 60;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnnounceRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("there is no such file field in this task")]
    NoSuchField,
    #[error("at most {max} files are accepted here; remove one first")]
    TooMany { max: u32 },
    #[error(transparent)]
    Manifest(#[from] ManifestRefused),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    /// Also for files that exist in another task or share.
    #[error("there is no such file in this task")]
    NoSuchFile,
    #[error(transparent)]
    Settle(#[from] SettleRefused),
}

impl Task {
    /// Announces a file, which may then be put into quarantine under [`Upload::place`].
    pub fn announce(
        &self,
        guest: Admission<'_>,
        run: &Run,
        (id, field, manifest): (UploadId, FieldSlug, Manifest),
        stamp: &Stamp,
    ) -> Result<Change<(Share, Self)>, AnnounceRefused> {
        guest.to_work_on(self, run, Permission::UploadFiles)?;
        let Some(FieldKind::File { extensions, max, .. }) = self.field(&field).map(|f| &f.kind) else {
            return Err(AnnounceRefused::NoSuchField);
        };
        manifest.admissible(&guest.share().limits, extensions)?;
        let mut task = self.clone();
        task.uploads
            .retain(|u| u.progress != Progress::Expected || stamp.now.duration_since(u.announced_at) < PATIENCE);
        let max = max.unwrap_or(20);
        // What guests of other shares sent is neither theirs to remove nor in their way.
        let there = task.sent_by(guest.share().id).filter(|u| u.field == field);
        let there = there.filter(|u| !matches!(u.progress, Progress::Rejected { .. }));
        if there.count() >= max as usize || task.uploads.len() >= MOST {
            return Err(AnnounceRefused::TooMany { max });
        }
        let (size, sha256) = (manifest.size, manifest.sha256.to_string());
        let event = Event::UploadAnnounced { task: self.slug.clone(), field: field.clone(), upload: id, size, sha256 };
        let share = guest.share().id;
        task.uploads.push(Upload { id, field, share, manifest, progress: Progress::Expected, announced_at: stamp.now });
        Ok(Change::new(guest.share().clone(), stamp, event, []).with(task))
    }

    /// The upload that waits for exactly this file already: an announcement that is sent again, its answer
    /// lost, takes no second place.
    pub fn awaited(
        &self,
        guest: Admission<'_>,
        run: &Run,
        (field, manifest): (&FieldSlug, &Manifest),
        now: Timestamp,
    ) -> Result<Option<UploadId>, WorkRefused> {
        guest.to_work_on(self, run, Permission::UploadFiles)?;
        let awaited = |u: &&Upload| {
            u.share == guest.share().id
                && u.field == *field
                && u.manifest == *manifest
                && matches!(u.progress, Progress::Expected | Progress::Received { .. })
                && now.duration_since(u.announced_at) < PATIENCE
        };
        Ok(self.uploads.iter().find(awaited).map(|u| u.id))
    }

    /// The files of one share's guest, in whatever state.
    pub fn sent_by(&self, share: ShareId) -> impl Iterator<Item = &Upload> {
        self.uploads.iter().filter(move |u| u.share == share)
    }

    /// The guest's own upload, if it is one of this share.
    pub fn own_upload(&self, guest: Admission<'_>, id: UploadId) -> Result<&Upload, FileRefused> {
        guest.to_read(self)?;
        self.upload(id).filter(|u| u.share == guest.share().id).ok_or(FileRefused::NoSuchFile)
    }

    /// Counts an arrival that is as announced. `None`: it had been counted before.
    pub fn settle(
        &self,
        guest: Admission<'_>,
        run: &Run,
        (id, arrival, scanned): (UploadId, Option<&Arrival>, bool),
        stamp: &Stamp,
    ) -> Result<Option<Change<(Share, Self)>>, FileRefused> {
        guest.to_work_on(self, run, Permission::UploadFiles)?;
        let upload = self.own_upload(guest, id)?;
        let progress = upload.progress.settle(&upload.manifest, arrival, scanned, stamp.now)?;
        Ok(progress.map(|p| {
            let (task, event) = self.moved(upload, p);
            Change::new(guest.share().clone(), stamp, event, []).with(task)
        }))
    }

    /// Takes a file out again, whatever its state, while the task is unfinished.
    pub fn remove(
        &self,
        guest: Admission<'_>,
        run: &Run,
        id: UploadId,
        stamp: &Stamp,
    ) -> Result<Change<(Share, Self)>, FileRefused> {
        guest.to_work_on(self, run, Permission::UploadFiles)?;
        let upload = self.own_upload(guest, id)?;
        let event = Event::UploadRemoved { task: self.slug.clone(), field: upload.field.clone(), upload: id };
        let mut task = self.clone();
        task.uploads.retain(|u| u.id != id);
        Ok(Change::new(guest.share().clone(), stamp, event, []).with(task))
    }

    /// Records that a guest takes a copy of a file.
    pub fn read(
        &self,
        guest: Admission<'_>,
        file: &str,
        stamp: &Stamp,
    ) -> Result<(Change<Share>, Readable), FileRefused> {
        guest.to_read(self)?;
        guest.may(Permission::ReadFiles)?;
        let reference = self.spec.references.iter().find(|r| r.id.to_string() == file);
        let upload = self.received().find(|u| u.id.to_string() == file && u.share == guest.share().id);
        let readable = match (reference, upload) {
            (Some(Reference { id, manifest }), _) => {
                Readable { key: Place::Reference { file: *id }.key(), manifest: manifest.clone() }
            }
            (None, Some(upload)) => Readable { key: upload.place(self).key(), manifest: upload.manifest.clone() },
            (None, None) => return Err(FileRefused::NoSuchFile),
        };
        let sha256 = readable.manifest.sha256.to_string();
        let event = Event::FileRead { task: self.slug.clone(), file: file.to_owned(), sha256 };
        Ok((Change::new(guest.share().clone(), stamp, event, []), readable))
    }

    fn moved(&self, upload: &Upload, progress: Progress) -> (Self, Event) {
        let (task, id) = (self.slug.clone(), upload.id);
        let (size, sha256) = (upload.manifest.size, upload.manifest.sha256.to_string());
        let event = match &progress {
            Progress::Clean { verdict, .. } => {
                Event::FileUploaded { task, upload: id, size, sha256, verdict: *verdict }
            }
            Progress::Rejected { reason, .. } => Event::FileRejected { task, upload: id, reason: reason.clone() },
            Progress::Expected | Progress::Received { .. } | Progress::Scanning { .. } => {
                Event::FileReceived { task, upload: id, size, sha256 }
            }
        };
        let mut task = self.clone();
        for upload in task.uploads.iter_mut().filter(|u| u.id == id) {
            upload.progress = progress.clone();
        }
        (task, event)
    }
}

/// Applies the scanner's verdict on one version of an upload. `None`: it changes nothing; the task is
/// done, the upload was removed, or the verdict is a repeat. It needs no admission: what a guest sent
/// is judged even after their link has died.
pub fn judge(
    share: &Share,
    task: &Task,
    (id, version, infected): (UploadId, &str, Option<&str>),
    stamp: &Stamp,
) -> Option<Change<(Share, Task)>> {
    let upload = task.upload(id).filter(|u| u.share == share.id && task.completion.is_none())?;
    let progress = upload.progress.judge(version, infected, stamp.now)?;
    let (task, event) = task.moved(upload, progress);
    Some(Change::new(share.clone(), stamp, event, []).with(task))
}

/// A file that may be fetched from the documents bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    pub key: String,
    pub manifest: Manifest,
}

impl Upload {
    pub fn place(&self, task: &Task) -> Place {
        Place::Task { share: self.share, run: task.run, task: task.slug.clone(), upload: self.id }
    }
}

#[cfg(test)]
mod tests;
