//! Announcing a file, which may then be put into quarantine.

use jiff::Timestamp;

use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    file::{ANNOUNCEMENT_LIFETIME, AskedFile, FileFlaw, Manifest, Stage},
    gate::{Acting, OnTask, Permit, Used, WorkRefused},
    share::{Permission, UsedUp},
    task::{
        FileMark, TaskKey, TaskState, Upload, Whose, WorkFact, announcement,
        kind::{FileField, MAX_OPEN_UPLOADS},
    },
    value::{FieldSlug, UploadId},
};

/// Announces a file for one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announce {
    pub id: UploadId,
    pub field: FieldSlug,
    pub manifest: Manifest,
}

/// An announcement, as far as it can be read.
#[derive(Debug, Clone, Copy)]
pub struct AskedUpload<'a> {
    pub field: Option<&'a FieldSlug>,
    pub file: AskedFile<'a>,
}

#[derive(Debug, Clone)]
pub struct Announced {
    pub by: Acting,
    pub task: TaskKey,
    pub upload: Upload,
    pub state: TaskState,
    /// Files that were announced long ago and never came, and those that gave way to this one.
    pub forgotten: Vec<UploadId>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnnounceRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("the file cannot be taken as it is announced")]
    Flawed { flaws: Vec<UploadFlaw> },
    #[error("{max} announced files are waited for in this task already; send them or take some out first")]
    TooManyOpen { max: usize },
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
}

/// One thing for which an announced file cannot come in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UploadFlaw {
    #[error("there is no such file field in this task")]
    NoSuchField,
    #[error("at most {max} files are accepted here; remove one first")]
    TooMany { max: u32 },
    #[error("at most {max} files are accepted here, and others have sent some already")]
    TakenByOthers { max: u32 },
    /// Of this guest, or of all together where they have some already.
    #[error("this task holds as many files as it can")]
    TaskFull,
    #[error(transparent)]
    File(FileFlaw),
}

impl Act<Permit<'_>> for Announce {
    type Made = Announced;
    type Refused = AnnounceRefused;

    /// It stands already if exactly this file is awaited: an announcement that is sent again, its answer lost, takes no
    /// second place.
    fn decide(&self, permit: Permit<'_, OnTask>, stamp: &Stamp) -> Result<Decision<Announced>, AnnounceRefused> {
        permit.may_now(Permission::UploadFiles)?;
        let asked = AskedUpload { field: Some(&self.field), file: (&self.manifest).into() };
        permit.may_change(asked.known_field(&permit))?;
        let flaws = asked.flaws(&permit);
        let task = permit.task();
        let (through, now) = (permit.through(), stamp.now);
        let mut upload = Upload {
            id: self.id,
            field: self.field.clone(),
            through,
            manifest: self.manifest.clone(),
            announced_at: now,
        };
        let mut state = task.state.clone();
        let awaited = state.files.iter().find(|(_, mark)| mark.through == through && self.is_awaited(mark, now));
        if let (Some((id, mark)), true) = (awaited, flaws.is_empty()) {
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
        let mut forgotten = room::forget(&mut state, now);
        asked.check_room(&permit, &state, flaws)?;
        let open = state.sent_by(permit.recipient()).filter(|(_, mark)| !mark.has_come() && mark.stage.is_pending());
        if open.count() >= MAX_OPEN_UPLOADS {
            return Err(AnnounceRefused::TooManyOpen { max: MAX_OPEN_UPLOADS });
        }
        let used = permit.used();
        let used = Used { spent: used.spent.announced(self.manifest.size, now)?, ..used };
        forgotten.extend(room::make_way(&mut state, permit.recipient()));
        let Whose { recipient, other } = permit.whose();
        let mark = FileMark {
            field: self.field.clone(),
            through,
            recipient,
            other,
            stage: Stage::Expected,
            announced_at: now,
            round: task.state.rounds.current(),
            announcement: announcement(&self.manifest),
            content: None,
        };
        state.files.insert(self.id, mark);
        let fact = WorkFact::UploadAnnounced {
            task: task.slug().clone(),
            field: self.field.clone(),
            upload: self.id,
            size: self.manifest.size,
            sha256: self.manifest.sha256,
        };
        let change = permit.record_with(fact, used, stamp);
        Ok(change.map(|by| Announced { by, task: task.key(), upload, state, forgotten }).into())
    }
}

impl AskedUpload<'_> {
    /// All that is wrong with an announcement that cannot be read as a whole.
    pub fn check(&self, permit: Permit<'_, OnTask>, now: Timestamp) -> Result<(), AnnounceRefused> {
        permit.may_now(Permission::UploadFiles)?;
        permit.may_change(self.known_field(&permit))?;
        let mut state = permit.task().state.clone();
        room::forget(&mut state, now);
        self.check_room(&permit, &state, self.flaws(&permit))
    }

    /// What is wrong with it by itself.
    fn flaws(&self, permit: &Permit<'_, OnTask>) -> Vec<UploadFlaw> {
        let asked = self.asked(permit);
        let no_such_field = (self.field.is_some() && asked.is_none()).then_some(UploadFlaw::NoSuchField);
        let extensions = asked.map_or(&[][..], |asked| &asked.extensions);
        let file = permit.upload_limits().flaws(self.file, extensions);
        no_such_field.into_iter().chain(file.into_iter().map(UploadFlaw::File)).collect()
    }

    /// Whether its field, and the task, take one more beside these; told together with the flaws that it has.
    fn check_room(
        &self,
        permit: &Permit<'_, OnTask>,
        state: &TaskState,
        mut flaws: Vec<UploadFlaw>,
    ) -> Result<(), AnnounceRefused> {
        if let Some((field, asked)) = self.field.zip(self.asked(permit)) {
            let counted = state.files.values().filter(|mark| mark.counts_against(permit.recipient()));
            let there: Vec<_> = counted.filter(|mark| mark.takes_place_in(field)).collect();
            let max = asked.max_files();
            if there.len() >= max as usize {
                let are_theirs = there.iter().all(|mark| mark.recipient == permit.recipient());
                flaws.push(if are_theirs { UploadFlaw::TooMany { max } } else { UploadFlaw::TakenByOthers { max } });
            } else if room::is_full(state, permit.recipient()) {
                flaws.push(UploadFlaw::TaskFull);
            }
        }
        if flaws.is_empty() { Ok(()) } else { Err(AnnounceRefused::Flawed { flaws }) }
    }

    /// Its field, if the task has it.
    fn known_field(&self, permit: &Permit<'_, OnTask>) -> Option<&FieldSlug> {
        self.field.filter(|field| permit.task().spec.field(field).is_some())
    }

    /// What its field takes; `None`: no files, or there is no such field.
    fn asked<'a>(&self, permit: &Permit<'a, OnTask>) -> Option<&'a FileField> {
        permit.task().spec.field(self.field?)?.kind.as_files()
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

mod room;
#[cfg(test)]
mod tests;
