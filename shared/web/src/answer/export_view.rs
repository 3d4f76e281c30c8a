//! An export as those read of it who asked for it.

use vestibule_api::export::{Export, ExportFailure, ExportState, Passed};
use vestibule_domain::{
    Timestamp,
    export::{self, ExportStage, ExportStanding, Taken},
};

/// As it stands now.
pub fn export(export: &export::Export, now: Timestamp) -> Export {
    let (state, reason) = match export.standing(now) {
        ExportStanding::Waiting => (ExportState::Waiting, None),
        ExportStanding::Checking => (ExportState::Checking, None),
        ExportStanding::Building => (ExportState::Building, None),
        ExportStanding::Ready => (ExportState::Ready, None),
        ExportStanding::Failed { reason } => (ExportState::Failed, Some(failure(reason))),
        ExportStanding::Expired => (ExportState::Expired, None),
    };
    let taken = export.taken.as_ref();
    Export {
        id: export.id,
        state,
        requested_at: export.requested_at,
        expires_at: export.expires_at(),
        files: taken.map(|taken| files(export, taken)),
        bytes: taken.map(|taken| bytes(&export.stage, taken)),
        reason,
    }
}

fn files(export: &export::Export, taken: &Taken) -> Passed {
    let total = u64::from(taken.files);
    let done = match &export.stage {
        // What we write ourselves comes first.
        ExportStage::Checking(checking) => {
            (checking.crcs.len().saturating_sub(export.of.own_objects()) as u64).min(total)
        }
        ExportStage::Waiting | ExportStage::Failed { .. } => 0,
        ExportStage::Building(_) | ExportStage::Ready { .. } => total,
    };
    Passed { done, total }
}

fn bytes(stage: &ExportStage, taken: &Taken) -> Passed {
    match stage {
        ExportStage::Checking(checking) => Passed { done: checking.done, total: taken.bytes },
        ExportStage::Building(building) => Passed { done: building.done, total: taken.zip_bytes },
        ExportStage::Ready { .. } => Passed { done: taken.zip_bytes, total: taken.zip_bytes },
        ExportStage::Waiting | ExportStage::Failed { .. } => Passed { done: 0, total: taken.zip_bytes },
    }
}

fn failure(reason: export::ExportFailure) -> ExportFailure {
    match reason {
        export::ExportFailure::FileChanged => ExportFailure::FileChanged,
        export::ExportFailure::FileMissing => ExportFailure::FileMissing,
        export::ExportFailure::TooLarge => ExportFailure::TooLarge,
        export::ExportFailure::Stalled => ExportFailure::Stalled,
        export::ExportFailure::NothingShared => ExportFailure::NothingShared,
    }
}
