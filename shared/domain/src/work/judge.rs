//! A malware scanner's verdict on an upload, and the end of its release. They need no proof: what somebody sent is
//! judged even after their link has died, or their step was given to others.

use super::settle::{FileMoved, told, with};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    file::Judged,
    gate::{Acting, OnTask},
    share::Share,
    step::StepGate,
    task::{FileMark, Upload, WorkFact},
    value::Through,
};

/// An upload with the task that it is for, and by which way it came, as the scanner knows it.
#[derive(Debug, Clone, Copy)]
pub struct JudgeUpload<'a> {
    pub sender: Sender<'a>,
    pub on: &'a OnTask<Option<Upload>>,
}

/// In whose trail it stands what becomes of a file.
#[derive(Debug, Clone, Copy)]
pub enum Sender<'a> {
    Guest(&'a Share),
    Assignee(&'a StepGate),
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
        let mark = state.files.get(&upload.id).filter(|mark| mark.through == self.sender.through());
        mark.filter(|_| state.completion.is_none())
    }

    fn moved(&self, mark: Option<FileMark>, stamp: &Stamp) -> Option<Decision<FileMoved>> {
        let (upload, task) = (self.on.also.clone()?, &self.on.task);
        let Some(mark) = mark else {
            let by = self.sender.unchanged();
            return Some(Decision::Already(FileMoved { by, task: task.key(), state: task.state.clone(), upload }));
        };
        let fact = told(task, &upload, &mark.stage);
        let state = with(task, upload.id, mark);
        Some(self.sender.record(fact, stamp).map(|by| FileMoved { by, task: task.key(), state, upload }).into())
    }
}

impl Sender<'_> {
    fn through(self) -> Through {
        match self {
            Self::Guest(share) => Through::Share(share.id()),
            Self::Assignee(gate) => Through::Step(gate.id()),
        }
    }

    fn unchanged(self) -> Acting {
        match self {
            Self::Guest(share) => Acting::Guest(share.gate.clone()),
            Self::Assignee(gate) => Acting::Assignee(gate.clone()),
        }
    }

    fn record(self, fact: WorkFact, stamp: &Stamp) -> Change<Acting> {
        match self {
            Self::Guest(share) => {
                Change::new(share.clone(), stamp, fact.into(), []).map(|share| Acting::Guest(share.gate))
            }
            Self::Assignee(gate) => Change::new(gate.clone(), stamp, fact.into(), []).map(Acting::Assignee),
        }
    }
}
