//! Taking a file that has arrived as announced.

use super::download::FileRefused;
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    file::{Arrival, Content, Stage},
    gate::{Acting, OnTask, Permit},
    share::Permission,
    task::{FileMark, Task, TaskKey, TaskState, Upload, WorkFact},
    value::UploadId,
};

/// The sender reports that the file is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settle {
    pub id: UploadId,
    /// What S3 says of it.
    pub arrival: Option<Arrival>,
    /// What it is by its first bytes.
    pub content: Option<Content>,
    /// Whether a malware scanner judges it before it counts.
    pub scanned: bool,
}

/// A file that has come a step further.
#[derive(Debug, Clone)]
pub struct FileMoved {
    pub by: Acting,
    pub task: TaskKey,
    pub state: TaskState,
    pub upload: Upload,
}

impl FileMoved {
    /// How far it has come.
    pub fn stage(&self) -> Option<&Stage> {
        self.mark().map(|mark| &mark.stage)
    }

    pub fn mark(&self) -> Option<&FileMark> {
        self.state.files.get(&self.upload.id)
    }
}

impl Act<Permit<'_, OnTask<Option<Upload>>>> for Settle {
    type Made = FileMoved;
    type Refused = FileRefused;

    /// It stands already if it was taken before.
    fn decide(
        &self,
        permit: Permit<'_, OnTask<Option<Upload>>>,
        stamp: &Stamp,
    ) -> Result<Decision<FileMoved>, FileRefused> {
        permit.may_now(Permission::UploadFiles)?;
        let (upload, mark) = own(&permit, self.id)?;
        room(&permit, upload)?;
        let stage = mark.stage.settle(&upload.manifest, self.arrival.as_ref(), self.scanned)?;
        let mark = stage.map(|stage| FileMark { content: self.content.clone(), ..mark.at(stage) });
        let record = |fact| permit.record_as_news(fact, permit.used(), stamp);
        Ok(moved(&permit, upload, mark, record))
    }
}

/// A file that has not come takes its place now: an announcement kept none from others.
fn room<T>(permit: &Permit<'_, OnTask<T>>, upload: &Upload) -> Result<(), FileRefused> {
    let task = permit.task();
    let asked = task.spec.field(&upload.field).and_then(|field| field.kind.as_files());
    let is_there = task.state.files.get(&upload.id).is_some_and(FileMark::has_come);
    let Some(asked) = asked.filter(|_| !is_there) else { return Ok(()) };
    let there = task.state.files.values().filter(|mark| mark.has_come() && mark.takes_place_in(&upload.field));
    let max = asked.max_files();
    if there.count() < max as usize { Ok(()) } else { Err(FileRefused::TakenByOthers { max }) }
}

/// The guest's own upload, through whichever of their shares it was sent, and how far it has come.
pub(super) fn own<'a>(
    permit: &Permit<'a, OnTask<Option<Upload>>>,
    id: UploadId,
) -> Result<(&'a Upload, &'a FileMark), FileRefused> {
    let mark = permit.task().state.own(id, permit.recipient());
    let upload = permit.also().as_ref().filter(|upload| upload.id == id);
    upload.zip(mark).ok_or(FileRefused::NoSuchFile)
}

/// The file one step further, if there is one.
pub(super) fn moved<T>(
    permit: &Permit<'_, OnTask<T>>,
    upload: &Upload,
    mark: Option<FileMark>,
    record: impl FnOnce(WorkFact) -> Change<Acting>,
) -> Decision<FileMoved> {
    let (task, upload) = (permit.task(), upload.clone());
    let Some(mark) = mark else {
        let (by, state) = (permit.unchanged(), task.state.clone());
        return Decision::Already(FileMoved { by, task: task.key(), state, upload });
    };
    let fact = told(task, &upload, &mark.stage);
    let state = with(task, upload.id, mark);
    record(fact).map(|by| FileMoved { by, task: task.key(), state, upload }).into()
}

/// What the trail says of a file's new stage.
pub(super) fn told(on: &Task, upload: &Upload, stage: &Stage) -> WorkFact {
    let before = on.state.files.get(&upload.id);
    let cleared = before.is_some_and(|mark| mark.stage.is_cleared_by(stage));
    let (task, field, id) = (on.slug().clone(), upload.field.clone(), upload.id);
    let (size, sha256) = (upload.manifest.size, upload.manifest.sha256);
    match stage {
        _ if cleared => WorkFact::FileCleared { task, upload: id },
        Stage::Clean { verdict, .. } => WorkFact::FileUploaded {
            key: upload.object(on.run, &task).path(),
            task,
            field,
            upload: id,
            media_type: upload.manifest.media_type.clone(),
            size,
            sha256,
            verdict: *verdict,
        },
        Stage::Rejected { reason, .. } => WorkFact::FileRejected { task, upload: id, reason: reason.clone() },
        Stage::Expected
        | Stage::Cleared { .. }
        | Stage::Scanning { .. }
        | Stage::Releasing { .. }
        | Stage::Returned { .. } => WorkFact::FileReceived { task, field, upload: id, size, sha256 },
    }
}

/// The task's state with one file further on.
pub(super) fn with(task: &Task, upload: UploadId, mark: FileMark) -> TaskState {
    let mut state = task.state.clone();
    if mark.stage.is_clean() {
        state.files_changed = state.files_changed.by(mark.through, state.version + 1);
    }
    state.files.insert(upload, mark);
    state
}

#[cfg(test)]
mod tests;
