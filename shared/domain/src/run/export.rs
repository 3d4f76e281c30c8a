//! A run packed into one zip: asked for, built step by step, and to be fetched for a week.

use jiff::{SignedDuration, Timestamp};

use super::{export_failure::ExportFailure, fact::RunFact, flow::RunState, progress::Progress};
use crate::{
    audit::Stamp,
    change::Change,
    file::ExportObject,
    staff::{Authority, Forbidden, Right},
    value::{ExportId, RunId, SnapshotId},
};

/// How long an export can be fetched, from its request on. The bucket forgets it after that.
pub const EXPORT_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);
/// What of the run itself is taken, beside the files: its answers as JSON and as CSV, and the list of files.
pub const TAKEN_OBJECTS: usize = 3;
/// An export that has not moved for so long is brought to nobody any more: the stream gives a record up by then.
const STALLED_AFTER: SignedDuration = SignedDuration::from_hours(6);

/// A run that is packed, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    pub id: ExportId,
    pub run: RunId,
    pub requested_at: Timestamp,
    /// When it came a step further.
    pub moved_at: Timestamp,
    /// What it is of; nothing until that was taken.
    pub taken: Option<Taken>,
    pub stage: ExportStage,
    pub version: u64,
}

/// What goes into an export, taken once: later files and answers are not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which one counts, should several workers have taken one.
    pub snapshot: SnapshotId,
    /// That guests sent.
    pub files: u32,
    /// Of everything that goes in.
    pub bytes: u64,
    /// Of the zip.
    pub zip_bytes: u64,
}

/// How far an export has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportStage {
    Waiting,
    /// Everything is read once and held against its hash.
    Checking(Checking),
    /// It is read again and written into the zip.
    Building(Building),
    Ready {
        at: Timestamp,
    },
    Failed {
        at: Timestamp,
        reason: ExportFailure,
    },
}

/// Where reading goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checking {
    /// CRC-32 of each that was read to its end.
    pub crcs: Vec<u32>,
    /// Bytes of the next one that were read.
    pub read: u64,
    /// The state of its SHA-256, and its CRC-32 so far. Nothing where none of it was read.
    pub sha256: Vec<u8>,
    pub crc: u32,
    /// Bytes that were read of all of them.
    pub done: u64,
}

/// Where writing goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Building {
    /// S3's name for the upload in parts.
    pub upload: String,
    /// CRC-32 of each file.
    pub crcs: Vec<u32>,
    /// Parts that S3 has.
    pub parts: u32,
    /// CRC-32 so far of the file that the last of them ends in.
    pub crc: u32,
    /// Bytes in these parts.
    pub done: u64,
}

/// What an export is worth at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportStanding {
    Waiting,
    Checking,
    Building,
    Ready,
    Failed { reason: ExportFailure },
    Expired,
}

/// An export that was asked for, or that came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportMoved {
    pub progress: Progress,
    pub export: Export,
}

/// That an export was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportHandedOut {
    pub progress: Progress,
    pub export: Export,
}

/// Why an export is not handed out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// Also for exports of other runs.
    #[error("there is no such export of this run")]
    NoSuchExport,
    #[error("this export is not ready yet")]
    NotReady,
    #[error("this export has failed; ask for another one")]
    Failed,
    #[error("this export has expired; ask for another one")]
    Expired,
}

impl Export {
    pub fn expires_at(&self) -> Timestamp {
        self.requested_at + EXPORT_LIFETIME
    }

    pub fn standing(&self, now: Timestamp) -> ExportStanding {
        if self.expires_at() <= now {
            return ExportStanding::Expired;
        }
        let going = |standing| {
            let stalled = now.duration_since(self.moved_at) >= STALLED_AFTER;
            if stalled { ExportStanding::Failed { reason: ExportFailure::Stalled } } else { standing }
        };
        match &self.stage {
            ExportStage::Waiting => going(ExportStanding::Waiting),
            ExportStage::Checking(_) => going(ExportStanding::Checking),
            ExportStage::Building(_) => going(ExportStanding::Building),
            ExportStage::Ready { .. } => ExportStanding::Ready,
            ExportStage::Failed { reason, .. } => ExportStanding::Failed { reason: *reason },
        }
    }

    /// Whether a worker has something to do.
    pub fn is_going(&self, now: Timestamp) -> bool {
        use ExportStanding::{Building, Checking, Expired, Failed, Ready, Waiting};
        match self.standing(now) {
            Waiting | Checking | Building => true,
            Ready | Failed { .. } | Expired => false,
        }
    }

    /// The zip itself.
    pub fn zip(&self) -> ExportObject {
        ExportObject::Zip { export: self.id }
    }

    /// The export a step further.
    #[must_use]
    pub fn at(&self, stage: ExportStage, now: Timestamp) -> Self {
        Self { stage, moved_at: now, ..self.clone() }
    }
}

impl RunState {
    /// Asks for an export, as everybody may who may read the run.
    pub fn request_export(
        &self,
        by: Authority<'_>,
        id: ExportId,
        stamp: &Stamp,
    ) -> Result<Change<ExportMoved>, ExportRefused> {
        by.covers(Right::ViewRuns, &self.run.org, &self.run.project)?;
        let (requested_at, moved_at) = (stamp.now, stamp.now);
        let (taken, stage) = (None, ExportStage::Waiting);
        let export = Export { id, run: self.run.id, requested_at, moved_at, taken, stage, version: 0 };
        let change = Change::new(self.clone(), stamp, RunFact::ExportRequested { export: id }, []);
        Ok(change.map(|state| ExportMoved { progress: state.progress, export }))
    }

    /// The export is there, with so many files and bytes.
    pub fn export_ready(&self, export: &Export, taken: &Taken, stamp: &Stamp) -> Change<ExportMoved> {
        let fact = RunFact::ExportReady { export: export.id, files: taken.files, size: taken.zip_bytes };
        self.ended(export.at(ExportStage::Ready { at: stamp.now }, stamp.now), fact, stamp)
    }

    /// The export comes to nothing.
    pub fn export_failed(&self, export: &Export, reason: ExportFailure, stamp: &Stamp) -> Change<ExportMoved> {
        let fact = RunFact::ExportFailed { export: export.id, reason };
        self.ended(export.at(ExportStage::Failed { at: stamp.now, reason }, stamp.now), fact, stamp)
    }

    fn ended(&self, export: Export, fact: RunFact, stamp: &Stamp) -> Change<ExportMoved> {
        Change::new(self.clone(), stamp, fact, []).map(|state| ExportMoved { progress: state.progress, export })
    }

    /// Hands an export of the run out, once it is ready.
    pub fn hand_out_export(
        &self,
        by: Authority<'_>,
        export: Option<Export>,
        stamp: &Stamp,
    ) -> Result<Change<ExportHandedOut>, ExportRefused> {
        by.covers(Right::ViewRuns, &self.run.org, &self.run.project)?;
        let here = export.filter(|export| export.run == self.run.id);
        let export = here.ok_or(ExportRefused::NoSuchExport)?;
        match export.standing(stamp.now) {
            ExportStanding::Ready => {}
            ExportStanding::Failed { .. } => return Err(ExportRefused::Failed),
            ExportStanding::Expired => return Err(ExportRefused::Expired),
            ExportStanding::Waiting | ExportStanding::Checking | ExportStanding::Building => {
                return Err(ExportRefused::NotReady);
            }
        }
        let change = Change::new(self.clone(), stamp, RunFact::ExportDownloaded { export: export.id }, []);
        Ok(change.map(|state| ExportHandedOut { progress: state.progress, export }))
    }
}

#[cfg(test)]
mod tests;
