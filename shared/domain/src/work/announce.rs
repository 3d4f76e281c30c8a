//! Announcing a file, which may then be put into quarantine.

use jiff::Timestamp;

use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    file::{ANNOUNCEMENT_LIFETIME, Manifest, ManifestRefused, Stage},
    gate::{Acting, OnTask, Permit, WorkRefused},
    share::{Permission, ShareFact},
    task::{FileMark, TaskKey, TaskState, Upload, announcement},
    value::{FieldSlug, UploadId},
};

/// Most files of one task, of all guests together and in every stage: one row guards them.
const MAX_FILES: usize = 60;

/// Announces a file for one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announce {
    pub id: UploadId,
    pub field: FieldSlug,
    pub manifest: Manifest,
}

#[derive(Debug, Clone)]
pub struct Announced {
    pub by: Acting,
    pub task: TaskKey,
    pub upload: Upload,
    pub state: TaskState,
    /// Files that were announced long ago and never came.
    pub forgotten: Vec<UploadId>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnnounceRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("there is no such file field in this task")]
    NoSuchField,
    #[error("at most {max} files are accepted here; remove one first")]
    TooMany { max: u32 },
    /// Of all guests together.
    #[error("this task holds as many files as it can")]
    TaskFull,
    #[error(transparent)]
    Manifest(#[from] ManifestRefused),
}

impl Act<Permit<'_>> for Announce {
    type Made = Announced;
    type Refused = AnnounceRefused;

    /// It stands already if exactly this file is awaited: an announcement that is sent again, its answer lost, takes no
    /// second place.
    fn decide(&self, permit: Permit<'_, OnTask>, stamp: &Stamp) -> Result<Decision<Announced>, AnnounceRefused> {
        permit.may_now(Permission::UploadFiles)?;
        let task = permit.task();
        let field = task.spec.field(&self.field);
        let asked = field.and_then(|field| field.kind.as_files()).ok_or(AnnounceRefused::NoSuchField)?;
        permit.upload_limits().admit(&self.manifest, &asked.extensions)?;
        let (share, now) = (permit.share_id(), stamp.now);
        let mut upload = Upload {
            id: self.id,
            field: self.field.clone(),
            share,
            manifest: self.manifest.clone(),
            announced_at: now,
        };
        let mut state = task.state.clone();
        let awaited = state.sent_by(share).find(|(_, mark)| self.is_awaited(mark, now));
        if let Some((id, mark)) = awaited {
            (upload.id, upload.announced_at) = (*id, mark.announced_at);
            let forgotten = vec![];
            return Ok(Decision::Already(Announced {
                by: permit.unchanged(),
                task: task.key(),
                upload,
                state,
                forgotten,
            }));
        }
        let forgotten: Vec<_> = state.files.iter().filter(|(_, mark)| is_over(mark, now)).map(|(id, _)| *id).collect();
        state.files.retain(|id, _| !forgotten.contains(id));
        // Of a field's number, what guests of other shares sent takes nothing.
        let there = state.sent_by(share).filter(|(_, mark)| mark.field == self.field);
        let there = there.filter(|(_, mark)| !matches!(mark.stage, Stage::Rejected { .. }));
        let max = asked.max_files();
        if there.count() >= max as usize {
            return Err(AnnounceRefused::TooMany { max });
        }
        if state.files.len() >= MAX_FILES {
            return Err(AnnounceRefused::TaskFull);
        }
        let mark = FileMark {
            field: self.field.clone(),
            share,
            stage: Stage::Expected,
            announced_at: now,
            announcement: announcement(&self.manifest),
        };
        state.files.insert(self.id, mark);
        let fact = ShareFact::UploadAnnounced {
            task: task.slug().clone(),
            field: self.field.clone(),
            upload: self.id,
            size: self.manifest.size,
            sha256: self.manifest.sha256,
        };
        Ok(permit.record(fact, stamp).map(|by| Announced { by, task: task.key(), upload, state, forgotten }).into())
    }
}

impl Announce {
    fn is_awaited(&self, mark: &FileMark, now: Timestamp) -> bool {
        mark.field == self.field
            && mark.announcement == announcement(&self.manifest)
            && matches!(mark.stage, Stage::Expected | Stage::Cleared { .. })
            && now.duration_since(mark.announced_at) < ANNOUNCEMENT_LIFETIME
    }
}

fn is_over(mark: &FileMark, now: Timestamp) -> bool {
    mark.stage == Stage::Expected && now.duration_since(mark.announced_at) >= ANNOUNCEMENT_LIFETIME
}

#[cfg(test)]
mod tests;
