//! A malware scanner's verdict on an upload, and the end of its release. They need no admission: what a guest sent is
//! judged even after their link has died.

use super::settle::{FileMoved, told, with};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    file::Judged,
    gate::{Acting, OnTask},
    share::Share,
    task::{FileMark, Upload},
};

/// An upload of a share with the task that it is for, as the scanner knows it.
#[derive(Debug, Clone, Copy)]
pub struct JudgeUpload<'a> {
    pub share: &'a Share,
    pub on: &'a OnTask<Option<Upload>>,
}

impl JudgeUpload<'_> {
    /// Applies the verdict. `None`: there is no such upload any more, or the task is done.
    pub fn judge(&self, judged: Judged<'_>, stamp: &Stamp) -> Option<Decision<FileMoved>> {
        let mark = self.mark()?;
        let stage = mark.stage.judge(judged.version, judged.infected, stamp.now);
        self.moved(stage.map(|stage| mark.at(stage)), stamp)
    }

    /// Counts the file whose version was copied to the documents bucket.
    pub fn release(&self, version: &str, stamp: &Stamp) -> Option<Decision<FileMoved>> {
        let mark = self.mark()?;
        let stage = mark.stage.released(version, stamp.now);
        self.moved(stage.map(|stage| mark.at(stage)), stamp)
    }

    fn mark(&self) -> Option<&FileMark> {
        let (upload, state) = (self.on.also.as_ref()?, &self.on.task.state);
        let mark = state.files.get(&upload.id).filter(|mark| mark.share == self.share.id());
        mark.filter(|_| state.completion.is_none())
    }

    fn moved(&self, mark: Option<FileMark>, stamp: &Stamp) -> Option<Decision<FileMoved>> {
        let (upload, task) = (self.on.also.clone()?, &self.on.task);
        let Some(mark) = mark else {
            let by = Acting::Guest(self.share.gate.clone());
            return Some(Decision::Already(FileMoved { by, task: task.key(), state: task.state.clone(), upload }));
        };
        let fact = told(task, &upload, &mark.stage);
        let state = with(task, upload.id, mark);
        let change = Change::new(self.share.clone(), stamp, fact, []);
        Some(change.map(|share| FileMoved { by: Acting::Guest(share.gate), task: task.key(), state, upload }).into())
    }
}
