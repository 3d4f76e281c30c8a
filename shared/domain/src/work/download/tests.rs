//! Which files guests get a copy of, by which permission, and that the trail says so.

use serde_json::json;

use super::*;
use crate::{
    fixtures::{Documents, House, SATURDAY, at, changed, facts, gate_of, kinds, upload_id},
    share::{Allowance, Spent},
    task::Completion,
    value::FileId,
};

fn reference() -> String {
    FileId::new([9; 16]).to_string()
}

fn own() -> String {
    upload_id(1).to_string()
}

fn name(scene: &Documents, file: &str) -> Result<String, FileRefused> {
    scene.download(file).map(|decision| decision.into_state().readable.manifest.name.to_string())
}

#[test]
fn guests_get_references_and_their_own_files_once_they_are_clean() {
    let scene = Documents::new().announced(1);
    assert_eq!(name(&scene, &reference()).as_deref(), Ok("template.pdf"));
    assert_eq!(name(&scene, &own()), Err(FileRefused::NoSuchFile), "not yet received");
    assert_eq!(name(&scene, "fil_0"), Err(FileRefused::NoSuchFile));
    let scene = scene.settled(1, false);
    assert_eq!(name(&scene, &own()), Err(FileRefused::NoSuchFile), "not yet in the documents bucket");
    let scene = Documents::new().received(1);
    assert_eq!(name(&scene, &own()).as_deref(), Ok("a.pdf"));
    let object = scene.uploads[0].object(scene.on.task.run, scene.on.task.slug());
    assert_eq!(scene.download(&own()).unwrap().into_state().readable.object, object);
}

#[test]
fn downloading_has_to_be_permitted_and_is_recorded() {
    let change = changed(Documents::new().download(&reference()).unwrap());
    assert_eq!(kinds(&change), ["share.file_downloaded"]);
    let sha256 = crate::value::Digest::of("template");
    assert_eq!(facts(&change), json!({ "task": "documents", "file": reference(), "sha256": sha256 }));
    assert_eq!(change.state().readable.object.path(), format!("references/{}", reference()));
}

#[test]
fn who_may_look_at_files_may_not_download_them_by_that() {
    let without = |permission| {
        let share = House::new().share().without(permission).created();
        Documents { share, ..Documents::new().received(1) }
    };
    let permission = Permission::DownloadFiles;
    for file in [reference(), own()] {
        let refused = FileRefused::Work(WorkRefused::NotPermitted { permission });
        assert_eq!(name(&without(permission), &file), Err(refused), "read_files does not download");
        assert!(name(&without(Permission::ReadFiles), &file).is_ok(), "download_files does");
    }
}

#[test]
fn the_files_of_another_guest_or_task_do_not_exist_here() {
    let scene = Documents::new().received(1);
    assert_eq!(name(&scene.clone().elsewhere(), &own()), Err(FileRefused::NoSuchFile));
    assert!(name(&scene.clone().through_another_share(), &own()).is_ok());
    assert!(name(&scene.clone().elsewhere(), &reference()).is_ok(), "references are for every share of the task");
    let house = House::new();
    let company = Documents { on: house.on("company"), ..scene.clone() };
    assert_eq!(name(&company, &own()), Err(FileRefused::NoSuchFile));
    assert_eq!(name(&company, &reference()), Err(FileRefused::NoSuchFile));
    let outside = Documents { share: house.share().tasks(&["company"]).created(), ..scene };
    assert_eq!(name(&outside, &reference()), Err(FileRefused::Work(WorkRefused::NoSuchTask)));
}

#[test]
fn files_can_be_downloaded_from_a_completed_task_and_before_its_turn() {
    let mut scene = Documents::new().received(1);
    let (by, share, recipient) = ("Ana Souza".parse().unwrap(), scene.share.id(), scene.share.recipient());
    scene.on.task.state.completion = Some(Completion {
        at: at(SATURDAY),
        by,
        through: share.into(),
        recipient,
        record: crate::audit::Head::default(),
        result: None,
    });
    assert!(name(&scene, &own()).is_ok());
    let waiting = Documents { on: House::new().on("documents"), ..Documents::new() };
    assert!(name(&waiting, &reference()).is_ok());
}

#[test]
fn files_are_fetched_two_thousand_times_a_day() {
    let mut scene = Documents::new();
    let all = (0..2_000).try_fold(Spent::default(), |spent, _| spent.downloaded(at(SATURDAY))).unwrap();
    scene.share.gate.spent = all;
    let refused = scene.download(&reference()).map(drop).unwrap_err();
    let FileRefused::UsedUp(used_up) = refused else { panic!("{refused}") };
    assert_eq!((used_up.of, used_up.seconds), (Allowance::Downloads, 44));
    scene.share.gate.spent = Spent::default();
    let change = changed(scene.download(&reference()).unwrap());
    let gate = gate_of(&change.state().by);
    assert!(gate.spent.downloads.is_some());
}
