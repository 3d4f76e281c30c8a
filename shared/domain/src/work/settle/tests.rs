//! Only what was announced counts, once its copy is there, and only for the share that sent it.

use super::*;
use crate::{
    Change,
    file::{SettleRefused, Verdict},
    fixtures::{Documents, House, SATURDAY, arrival, at, changed, facts, kinds, messages},
    gate::WorkRefused,
    outbox::{Bundle, Message},
    task::Completion,
};

fn settle(scene: &Documents, content: &str, scanned: bool) -> Result<Option<Change<FileMoved>>, FileRefused> {
    scene.settle(1, Some(arrival(content)), scanned).map(|decision| decision.change().cloned())
}

fn done(mut scene: Documents) -> Documents {
    let (by, share, recipient) = ("Ana Souza".parse().unwrap(), scene.share.id(), scene.share.recipient());
    scene.on.task.state.completion = Some(Completion {
        at: at(SATURDAY),
        by,
        through: share.into(),
        recipient,
        record: crate::audit::Head::default(),
        result: None,
    });
    scene
}

fn clean(verdict: Verdict) -> Stage {
    Stage::Clean { at: at(SATURDAY), verdict }
}

#[test]
fn without_a_scanner_an_arrival_counts_once_its_copy_is_there_and_only_once() {
    let scene = Documents::new().announced(1);
    let change = settle(&scene, "content", false).unwrap().unwrap();
    assert_eq!(kinds(&change), ["share.file_received"]);
    let bundle = Bundle::begin(None, at(SATURDAY)).unwrap();
    assert_eq!(messages(&change), [Message::GuestNews { share: scene.share.id(), bundle }], "the creator hears of it");
    let releasing = Stage::Releasing { version: "v1".into(), verdict: Verdict::NotScanned };
    assert_eq!(change.state().stage(), Some(&releasing));

    let scene = scene.settled(1, false);
    assert!(settle(&scene, "content", false).unwrap().is_none());
    assert!(scene.release(1, "v0").unwrap().change().is_none(), "a copy of another version is none of it");
    let released = changed(scene.release(1, "v1").unwrap());
    assert_eq!(kinds(&released), ["share.file_uploaded"]);
    assert_eq!(messages(&released), [], "once");
    assert_eq!(facts(&released)["verdict"], "not_scanned");
    assert_eq!(released.entry().records()[0].verdict, Some("not_scanned"));
    assert_eq!(released.state().stage(), Some(&clean(Verdict::NotScanned)));

    let scene = Documents::new().received(1);
    assert_eq!(scene.stage(1), &clean(Verdict::NotScanned));
    assert!(settle(&scene, "content", false).unwrap().is_none());
    assert!(scene.release(1, "v1").unwrap().change().is_none());
}

#[test]
fn with_a_scanner_an_arrival_waits_for_its_verdict() {
    let scene = Documents::new().announced(1);
    let change = settle(&scene, "content", true).unwrap().unwrap();
    assert_eq!(kinds(&change), ["share.file_received"]);
    assert_eq!(change.state().stage(), Some(&Stage::Scanning { version: "v1".into() }));

    let scene = scene.settled(1, true);
    assert!(scene.release(1, "v1").unwrap().change().is_none(), "nothing is released before the verdict");
    let cleared = changed(scene.judge(1, "v1", None).unwrap());
    assert_eq!(kinds(&cleared), ["share.file_cleared"]);
    assert_eq!(cleared.state().stage().and_then(Stage::to_release), Some("v1"));
    let infected = changed(scene.judge(1, "v1", Some("EICAR")).unwrap());
    assert_eq!(kinds(&infected), ["share.file_rejected"]);
    assert_eq!(facts(&infected)["reason"], "EICAR");
    assert_eq!(infected.state().stage().and_then(Stage::reason), Some("EICAR"));

    let released = changed(scene.judged(1, None).release_judged(1, "v1").unwrap());
    assert_eq!(kinds(&released), ["share.file_uploaded"]);
    assert_eq!(facts(&released)["verdict"], "clean");
    assert_eq!(released.state().stage(), Some(&clean(Verdict::Clean)));
}

#[test]
fn a_verdict_may_come_before_the_senders_report() {
    let early = Documents::new().announced(1).judged(1, None);
    assert_eq!(early.stage(1), &Stage::Cleared { version: "v1".into() });
    let reported = changed(early.settle(1, Some(arrival("content")), true).unwrap());
    let releasing = Stage::Releasing { version: "v1".into(), verdict: Verdict::Clean };
    assert_eq!(reported.state().stage(), Some(&releasing));
}

#[test]
fn the_first_to_come_by_counts_the_file() {
    let scene = Documents::new().announced(1).settled(1, true).judged(1, None);
    for counted in [scene.release(1, "v1").unwrap(), scene.release_judged(1, "v1").unwrap()] {
        assert_eq!(counted.state().stage(), Some(&clean(Verdict::Clean)));
        let after = scene.clone().at(changed(counted).into_state().state);
        assert!(after.release(1, "v1").unwrap().change().is_none());
        assert!(after.release_judged(1, "v1").unwrap().change().is_none());
    }
}

#[test]
fn a_repeated_verdict_and_one_on_other_bytes_change_nothing() {
    let scene = Documents::new().announced(1).settled(1, true);
    let other = scene.judge(1, "v0", Some("EICAR")).unwrap();
    assert!(other.change().is_none());
    assert_eq!(other.state().state, scene.on.task.state);
    assert!(scene.judged(1, None).judge(1, "v1", None).unwrap().change().is_none());
}

#[test]
fn what_is_not_there_or_not_as_announced_does_not_count() {
    let scene = Documents::new().announced(1);
    let refused = settle(&scene, "another", false).unwrap_err();
    assert_eq!(refused, FileRefused::Settle(SettleRefused::NotAsAnnounced));
    let refused = scene.settle(1, None, false).unwrap_err();
    assert_eq!(refused, FileRefused::Settle(SettleRefused::NotArrived));
    let rejected = settle(&scene.settled(1, true).judged(1, Some("EICAR")), "content", true).unwrap_err();
    assert_eq!(rejected, FileRefused::Settle(SettleRefused::Rejected { reason: "EICAR".into() }));
}

#[test]
fn a_task_outside_the_share_does_not_exist_for_any_file() {
    let share = House::new().share().tasks(&["company"]).created();
    let scene = Documents { share, ..Documents::new().announced(1).settled(1, false) };
    let no_such_task = FileRefused::Work(WorkRefused::NoSuchTask);
    assert_eq!(settle(&scene, "content", false).unwrap_err(), no_such_task);
    assert_eq!(scene.release(1, "v1").unwrap_err(), no_such_task);
}

#[test]
fn the_uploads_of_another_guest_do_not_exist_here() {
    let scene = Documents::new().announced(1).settled(1, false).elsewhere();
    assert_eq!(settle(&scene, "content", false).unwrap_err(), FileRefused::NoSuchFile);
    assert_eq!(scene.release(1, "v1").unwrap_err(), FileRefused::NoSuchFile);
    assert!(scene.judge(1, "v1", None).is_none());
    assert!(scene.release_judged(1, "v1").is_none());
}

#[test]
fn what_was_removed_or_never_announced_is_neither_settled_nor_judged() {
    let mut scene = Documents::new().announced(1);
    scene.on.task.state.files.clear();
    for n in [1, 2] {
        assert_eq!(scene.settle(n, Some(arrival("content")), false).unwrap_err(), FileRefused::NoSuchFile);
        assert_eq!(scene.release(n, "v1").unwrap_err(), FileRefused::NoSuchFile);
        assert!(scene.judge(n, "v1", None).is_none() && scene.release_judged(n, "v1").is_none());
    }
}

#[test]
fn settling_and_releasing_have_to_be_permitted() {
    let permission = Permission::UploadFiles;
    let share = House::new().share().without(permission).created();
    let scene = Documents { share, ..Documents::new().announced(1).settled(1, false) };
    let refused = FileRefused::Work(WorkRefused::NotPermitted { permission });
    assert_eq!(settle(&scene, "content", false).unwrap_err(), refused);
    assert_eq!(scene.release(1, "v1").unwrap_err(), refused);
    assert!(scene.release_judged(1, "v1").unwrap().change().is_some(), "which our own functions do not ask for");
}

#[test]
fn a_completed_task_settles_releases_and_judges_nothing_more() {
    let scene = done(Documents::new().announced(1).settled(1, false));
    let over = FileRefused::Work(WorkRefused::TaskDone { at: at(SATURDAY) });
    assert_eq!(settle(&scene, "content", false).unwrap_err(), over);
    assert_eq!(scene.release(1, "v1").unwrap_err(), over);
    assert!(scene.judge(1, "v1", None).is_none());
    assert!(scene.release_judged(1, "v1").is_none());
}
