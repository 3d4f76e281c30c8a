//! A file goes as it came: by the guest who sent it, while the task is unfinished.

use super::*;
use crate::{
    fixtures::{Documents, House, SATURDAY, at, changed, facts, kinds, upload_id},
    gate::WorkRefused,
    task::{Changed, Completion},
};

#[test]
fn a_file_can_be_taken_out_again() {
    let scene = Documents::new();
    let stages = [
        scene.clone().announced(1),
        scene.clone().announced(1).settled(1, true),
        scene.clone().announced(1).settled(1, false),
        scene.clone().announced(1).judged(1, Some("EICAR")),
        scene.received(1),
    ];
    for scene in stages {
        let removed = changed(scene.remove(1).unwrap());
        assert_eq!(kinds(&removed), ["share.upload_removed"]);
        assert_eq!(facts(&removed)["upload"], upload_id(1).to_string());
        assert!(removed.state().state.files.is_empty(), "from every stage");
        assert_eq!(removed.state().upload, upload_id(1));
    }
}

#[test]
fn what_is_not_ones_own_cannot_be_taken_out() {
    let scene = Documents::new().received(1);
    assert_eq!(scene.remove(2).unwrap_err(), FileRefused::NoSuchFile);
    assert_eq!(scene.clone().elsewhere().remove(1).unwrap_err(), FileRefused::NoSuchFile);
    assert!(scene.clone().through_another_share().remove(1).is_ok(), "it is theirs, whichever share they come by");
    let outside = Documents { share: House::new().share().tasks(&["company"]).created(), ..scene };
    assert_eq!(outside.remove(1).unwrap_err(), FileRefused::Work(WorkRefused::NoSuchTask));
}

#[test]
fn a_completed_task_loses_nothing_more() {
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
    assert_eq!(scene.remove(1).unwrap_err(), FileRefused::Work(WorkRefused::TaskDone { at: at(SATURDAY) }));
}

#[test]
fn removing_has_to_be_permitted() {
    let permission = Permission::UploadFiles;
    let share = House::new().share().without(permission).created();
    let scene = Documents { share, ..Documents::new().received(1) };
    assert_eq!(scene.remove(1).unwrap_err(), FileRefused::Work(WorkRefused::NotPermitted { permission }));
}

#[test]
fn what_counts_changes_when_a_file_comes_and_when_one_that_counts_is_taken_out_and_not_before() {
    let (settled, counts) = (Documents::new().announced(1).settled(1, true), Documents::new().received(1));
    let (own, version) = (counts.share.id().into(), counts.on.task.state.version);
    let of = |scene: &Documents| scene.on.task.state.files_changed;
    assert_eq!((of(&settled), of(&counts).last), (Changed::default(), Some((own, version))));
    let removed = |scene: &Documents| changed(scene.remove(1).unwrap()).state().state.files_changed;
    assert_eq!(removed(&settled), Changed::default());
    let elsewhere = counts.through_another_share();
    let by_another = Changed { last: Some((elsewhere.share.id().into(), version + 1)), before: version };
    assert_eq!(removed(&elsewhere), by_another, "though it is the same guest's");
}
