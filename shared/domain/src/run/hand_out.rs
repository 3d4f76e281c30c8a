//! Handing out to a member a copy of a file that a guest sent. The run's trail says so.

use super::{fact::RunFact, flow::RunState, progress::Progress};
use crate::{
    audit::Stamp,
    change::Change,
    file::{ObjectKey, Stage},
    staff::{Authority, Forbidden, Right},
    task::{SentFile, TaskKey},
};

/// A file that a guest sent, with the task that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFile {
    pub task: TaskKey,
    pub sent: SentFile,
}

/// That a copy was handed out: the run's progress holds where its trail ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    pub progress: Progress,
    pub file: RunFile,
}

/// Why a file is not handed out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandOutRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// Also for files of other runs.
    #[error("there is no such file in this run")]
    NoSuchFile,
    #[error("this file is still being received or scanned")]
    Pending,
    #[error("this file was rejected: {reason}")]
    Rejected { reason: String },
}

impl RunFile {
    /// Where its bytes are, once it counts.
    pub fn object(&self) -> ObjectKey {
        self.sent.upload.object(self.task.run, &self.task.task)
    }
}

impl RunState {
    /// Hands out one of the run's files, to everybody who may read the run. Only one that counts, or did until it was handed back, leaves the
    /// house.
    pub fn hand_out(
        &self,
        by: Authority<'_>,
        file: Option<RunFile>,
        stamp: &Stamp,
    ) -> Result<Change<HandedOut>, HandOutRefused> {
        by.covers(Right::ViewRuns, &self.run.org, &self.run.project)?;
        let here = file.filter(|file| file.task.run == self.run.id);
        let file = here.ok_or(HandOutRefused::NoSuchFile)?;
        match &file.sent.stage {
            Stage::Clean { .. } | Stage::Returned { .. } => {}
            Stage::Rejected { reason, .. } => return Err(HandOutRefused::Rejected { reason: reason.clone() }),
            Stage::Expected | Stage::Cleared { .. } | Stage::Scanning { .. } | Stage::Releasing { .. } => {
                return Err(HandOutRefused::Pending);
            }
        }
        let fact = RunFact::FileDownloaded {
            task: file.task.task.clone(),
            upload: file.sent.upload.id,
            sha256: file.sent.upload.manifest.sha256,
        };
        Ok(Change::new(self.clone(), stamp, fact, []).map(|state| HandedOut { progress: state.progress, file }))
    }
}

#[cfg(test)]
mod tests;
