//! An export is asked for, ends once, and is handed out while it lasts.

use super::*;
use crate::fixtures::{CREATED, House, at, facts, kinds, staff, system};

fn state(house: &House) -> RunState {
    RunState { run: house.run.clone(), progress: house.progress.clone() }
}

/// Asked for on a Friday at noon.
fn requested(house: &House) -> Export {
    let by = house.authority(Right::ViewRuns);
    let change = state(house).request_export(by, ExportId::new([1; 16]), &staff(CREATED)).unwrap();
    assert_eq!(kinds(&change), ["run.export_requested"]);
    Export { version: 1, ..change.into_state().export }
}

fn ready(house: &House) -> Export {
    let export = requested(house);
    let taken = Taken { snapshot: SnapshotId::new([2; 16]), files: 2, bytes: 900, zip_bytes: 1_000 };
    let change = state(house).export_ready(&Export { taken: Some(taken.clone()), ..export }, &taken, &system(CREATED));
    assert_eq!(kinds(&change), ["run.export_ready"]);
    assert_eq!((&facts(&change)["files"], &facts(&change)["size"]), (&2.into(), &1_000.into()));
    change.into_state().export
}

fn hand_out(house: &House, export: Option<Export>, now: &str) -> Result<Change<ExportHandedOut>, ExportRefused> {
    state(house).hand_out_export(house.authority(Right::ViewRuns), export, &staff(now))
}

fn after(time: SignedDuration) -> String {
    (at(CREATED) + time).to_string()
}

#[test]
fn an_export_is_handed_out_for_a_week_and_each_time_the_run_says_so() {
    let house = House::new();
    let export = ready(&house);
    let last = EXPORT_LIFETIME - SignedDuration::from_secs(1);
    let change = hand_out(&house, Some(export.clone()), &after(last)).unwrap();
    assert_eq!(kinds(&change), ["run.export_downloaded"]);
    let refused = hand_out(&house, Some(export), &after(EXPORT_LIFETIME)).map(drop);
    assert_eq!(refused, Err(ExportRefused::Expired));
}

#[test]
fn what_is_not_ready_is_not_handed_out() {
    let house = House::new();
    let export = requested(&house);
    let failed = state(&house).export_failed(&export, ExportFailure::FileChanged, &system(CREATED));
    assert_eq!(facts(&failed)["reason"], "file_changed");
    let refused = |export| hand_out(&house, Some(export), CREATED).map(drop);
    assert_eq!(refused(export.clone()), Err(ExportRefused::NotReady));
    assert_eq!(refused(failed.into_state().export), Err(ExportRefused::Failed));
    let other = Export { run: RunId::new([9; 16]), ..ready(&house) };
    assert_eq!(refused(other), Err(ExportRefused::NoSuchExport));
    assert_eq!(hand_out(&house, None, CREATED).map(drop), Err(ExportRefused::NoSuchExport));
}

#[test]
fn an_export_that_nobody_moves_for_six_hours_has_failed() {
    let export = requested(&House::new());
    let soon = at(CREATED) + SignedDuration::from_hours(5);
    assert_eq!((export.standing(soon), export.is_going(soon)), (ExportStanding::Waiting, true));
    let late = at(CREATED) + STALLED_AFTER;
    let stalled = ExportStanding::Failed { reason: ExportFailure::Stalled };
    assert_eq!((export.standing(late), export.is_going(late)), (stalled, false));
    let moved = export.at(ExportStage::Checking(Checking::default()), soon);
    assert_eq!(moved.standing(late), ExportStanding::Checking);
}
