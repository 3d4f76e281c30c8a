//! An export is asked for, ends once, and is handed out while it lasts.

use super::*;
use crate::{
    export::{EXPORT_LIFETIME, ExportFailure, Taken},
    fixtures::{CREATED, House, at, changed, facts, kinds, staff, system},
    value::{RunId, ShareId, SnapshotId},
};

fn state(house: &House) -> RunState {
    RunState { run: house.run.clone(), progress: house.progress.clone() }
}

fn none(house: &House) -> Kept {
    Kept { list: KeptList::none(ExportOf::Run(house.run.id)), exports: vec![] }
}

/// Asked for on a Friday at noon.
fn requested(house: &House) -> Export {
    let by = house.authority(Right::ViewRuns);
    let id = ExportId::new([1; 16]);
    let change = changed(state(house).request_export(by, id, &none(house), &staff(CREATED)).unwrap());
    assert_eq!(kinds(&change), ["run.export_requested"]);
    assert_eq!(change.state().list.exports, [id]);
    Export { version: 1, ..change.into_state().export }
}

fn ready(house: &House) -> Export {
    let taken = Taken { snapshot: SnapshotId::new([2; 16]), files: 2, bytes: 900, zip_bytes: 1_000 };
    let export = Export { taken: Some(taken), ..requested(house) };
    let change = state(house).end_export(&export, Ending::Ready, &system(CREATED));
    assert_eq!(kinds(&change), ["run.export_ready"]);
    assert_eq!((&facts(&change)["files"], &facts(&change)["size"]), (&2.into(), &1_000.into()));
    change.into_state().export
}

fn hand_out(house: &House, export: Option<Export>, now: &str) -> Result<Change<ExportHandedOut>, ExportRefused> {
    state(house).hand_out_export(house.authority(Right::ViewRuns), export, &staff(now))
}

#[test]
fn an_export_is_handed_out_for_a_week_and_each_time_the_run_says_so() {
    let house = House::new();
    let export = ready(&house);
    let change = hand_out(&house, Some(export.clone()), CREATED).unwrap();
    assert_eq!(kinds(&change), ["run.export_downloaded"]);
    let late = (at(CREATED) + EXPORT_LIFETIME).to_string();
    let refused = hand_out(&house, Some(export), &late).map(drop);
    assert_eq!(refused, Err(NotFetchable::Expired.into()));
}

#[test]
fn what_is_not_ready_is_not_handed_out() {
    let house = House::new();
    let export = requested(&house);
    let failed = state(&house).end_export(&export, Ending::Failed(ExportFailure::FileChanged), &system(CREATED));
    assert_eq!(facts(&failed)["reason"], "file_changed");
    let refused = |export| hand_out(&house, Some(export), CREATED).map(drop);
    assert_eq!(refused(export.clone()), Err(NotFetchable::NotReady.into()));
    assert_eq!(refused(failed.into_state().export), Err(NotFetchable::Failed.into()));
    for of in [ExportOf::Run(RunId::new([9; 16])), ExportOf::Share(ShareId::new([9; 16]))] {
        assert_eq!(refused(Export { of, ..ready(&house) }), Err(ExportRefused::NoSuchExport));
    }
    assert_eq!(hand_out(&house, None, CREATED).map(drop), Err(ExportRefused::NoSuchExport));
}

#[test]
fn who_asks_before_the_last_one_has_begun_gets_that() {
    let house = House::new();
    let waiting = requested(&house);
    let list = KeptList { exports: vec![waiting.id], ..none(&house).list };
    let ask = |export: &Export| {
        let kept = Kept { list: list.clone(), exports: vec![export.clone()] };
        state(&house).request_export(house.authority(Right::ViewRuns), ExportId::new([2; 16]), &kept, &staff(CREATED))
    };
    let Decision::Already(again) = ask(&waiting).unwrap() else { panic!() };
    assert_eq!((again.export, again.list), (waiting, list.clone()));
    let next = changed(ask(&ready(&house)).unwrap());
    assert_eq!(next.state().list.exports.len(), 2, "what guests did since is in another one");
}
