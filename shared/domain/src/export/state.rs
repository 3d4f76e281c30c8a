//! An export: whose it is, how far it has come, and whether it can be fetched.

use jiff::{SignedDuration, Timestamp};

use super::{
    failure::ExportFailure,
    stage::{ExportStage, ExportStanding},
};
use crate::{
    file::ExportObject,
    value::{Digest, ExportId, RunId, ShareId, SnapshotId},
};

/// How long an export can be fetched, from its request on. The bucket forgets it after that.
pub const EXPORT_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);
/// An export that has not moved for so long is brought to nobody any more: the stream gives a record up by then.
const STALLED_AFTER: SignedDuration = SignedDuration::from_hours(6);

/// Something that is packed, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    pub id: ExportId,
    pub of: ExportOf,
    /// The member who asked for it, by their `sub`; `None`: the guest of the share.
    pub asked_by: Option<String>,
    pub requested_at: Timestamp,
    /// When it came a step further.
    pub moved_at: Timestamp,
    /// Which files of a share go in: the hash of their list. As asked for, until they are taken. Nothing of a run, of
    /// which everything goes in.
    pub contents: Option<Digest>,
    /// What it is of; nothing until that was taken.
    pub taken: Option<Taken>,
    pub stage: ExportStage,
    pub version: u64,
}

/// Whose export it is. Nobody else sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportOf {
    /// Everything that guests answered and sent in a run: for staff.
    Run(RunId),
    /// The reference files that a share lets its guest fetch.
    Share(ShareId),
}

/// What goes into an export, taken once: what comes later is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which one counts, should several workers have taken one.
    pub snapshot: SnapshotId,
    /// Beside what we write ourselves.
    pub files: u32,
    /// Of everything that goes in.
    pub bytes: u64,
    /// Of the zip.
    pub zip_bytes: u64,
}

/// How an export ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Ready,
    Failed(ExportFailure),
}

/// An export that came to its end, with the state that holds the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportEnded<H> {
    pub by: H,
    pub export: Export,
}

/// Why an export that is there is not handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotFetchable {
    #[error("this export is not ready yet")]
    NotReady,
    #[error("this export has failed; ask for another one")]
    Failed,
    #[error("this export has expired; ask for another one")]
    Expired,
}

impl ExportOf {
    /// How many objects of the zip are ours: of a run its answers, as JSON and as CSV, and the list of files; of a share
    /// that list.
    pub fn own_objects(self) -> usize {
        match self {
            Self::Run(_) => 3,
            Self::Share(_) => 1,
        }
    }
}

impl Export {
    pub(crate) fn requested(id: ExportId, of: ExportOf, contents: Option<Digest>, now: Timestamp) -> Self {
        let (asked_by, taken, stage) = (None, None, ExportStage::Waiting);
        Self { id, of, asked_by, requested_at: now, moved_at: now, contents, taken, stage, version: 0 }
    }

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

    /// Whether it can be handed out now.
    pub(crate) fn fetchable(&self, now: Timestamp) -> Result<(), NotFetchable> {
        match self.standing(now) {
            ExportStanding::Ready => Ok(()),
            ExportStanding::Failed { .. } => Err(NotFetchable::Failed),
            ExportStanding::Expired => Err(NotFetchable::Expired),
            ExportStanding::Waiting | ExportStanding::Checking | ExportStanding::Building => {
                Err(NotFetchable::NotReady)
            }
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

    pub(crate) fn ended(&self, ending: Ending, now: Timestamp) -> Self {
        let stage = match ending {
            Ending::Ready => ExportStage::Ready { at: now },
            Ending::Failed(reason) => ExportStage::Failed { at: now, reason },
        };
        self.at(stage, now)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::stage::Checking, *};
    use crate::fixtures::{CREATED, at};

    fn requested() -> Export {
        Export::requested(ExportId::new([1; 16]), ExportOf::Run(RunId::new([2; 16])), None, at(CREATED))
    }

    #[test]
    fn an_export_that_nobody_moves_for_six_hours_has_failed() {
        let export = requested();
        let soon = at(CREATED) + SignedDuration::from_hours(5);
        assert_eq!(export.standing(soon), ExportStanding::Waiting);
        let late = at(CREATED) + STALLED_AFTER;
        let stalled = ExportStanding::Failed { reason: ExportFailure::Stalled };
        assert_eq!((export.standing(late), export.standing(late).is_going()), (stalled, false));
        let moved = export.at(ExportStage::Checking(Checking::default()), soon);
        assert_eq!(moved.standing(late), ExportStanding::Checking);
    }

    #[test]
    fn an_export_can_be_fetched_for_a_week_once_it_is_ready() {
        let now = at(CREATED);
        assert_eq!(requested().fetchable(now), Err(NotFetchable::NotReady));
        let failed = requested().ended(Ending::Failed(ExportFailure::TooLarge), now);
        assert_eq!(failed.fetchable(now), Err(NotFetchable::Failed));
        let ready = requested().ended(Ending::Ready, now);
        assert_eq!(ready.fetchable(now + EXPORT_LIFETIME - SignedDuration::from_secs(1)), Ok(()));
        assert_eq!(ready.fetchable(now + EXPORT_LIFETIME), Err(NotFetchable::Expired));
    }
}
