//! A member gets what counts, of the run that they may read, and nothing else.

use super::*;
use crate::{
    fixtures::{Documents, House, SATURDAY, facts, kinds, member, slug, staff, upload_id},
    staff::{Member, Role, Roles},
    value::RunId,
};

fn state(house: &House) -> RunState {
    RunState { run: house.run.clone(), progress: house.progress.clone() }
}

fn file(scene: &Documents) -> RunFile {
    let sent = SentFile {
        upload: scene.uploads[0].clone(),
        recipient: scene.share.recipient(),
        stage: scene.stage(1).clone(),
        content: None,
    };
    RunFile { task: scene.on.task.key(), sent }
}

fn asked(file: RunFile) -> Result<Change<HandedOut>, HandOutRefused> {
    let house = House::new();
    state(&house).hand_out(house.authority(Right::ViewRuns), Some(file), &staff(SATURDAY))
}

#[test]
fn a_file_that_counts_is_handed_out_and_the_run_says_so() {
    let scene = Documents::new().received(1);
    let change = asked(file(&scene)).unwrap();
    assert_eq!(kinds(&change), ["run.file_downloaded"]);
    let told = facts(&change);
    assert_eq!((&told["task"], &told["upload"]), (&"documents".into(), &upload_id(1).to_string().into()));
    assert_eq!(told["sha256"], scene.uploads[0].manifest.sha256.to_string());
    assert_eq!(change.state().progress.head.seq, House::new().progress.head.seq + 1);
    assert_eq!(change.state().file.object(), scene.uploads[0].object(scene.on.task.run, scene.on.task.slug()));
}

#[test]
fn a_file_that_does_not_count_stays_in_the_house() {
    let announced = Documents::new().announced(1);
    let refused = |scene: Documents| asked(file(&scene)).unwrap_err();
    assert_eq!(refused(announced.clone()), HandOutRefused::Pending);
    assert_eq!(refused(announced.clone().settled(1, true)), HandOutRefused::Pending);
    assert_eq!(refused(announced.clone().settled(1, false)), HandOutRefused::Pending, "its copy is not there yet");
    let rejected = announced.settled(1, true).judged(1, Some("EICAR"));
    assert_eq!(refused(rejected), HandOutRefused::Rejected { reason: "EICAR".into() });
}

#[test]
fn everybody_who_reads_the_run_gets_its_files_and_nobody_else() {
    let (house, scene) = (House::new(), Documents::new().received(1));
    let ask = |by: Authority<'_>| state(&house).hand_out(by, Some(file(&scene)), &staff(SATURDAY));
    for role in Role::ALL {
        let vera = member("vera", role);
        assert!(ask(house.authority_of(&vera, Right::ViewRuns)).is_ok(), "{role:?}");
    }
    let elsewhere = Err(HandOutRefused::Forbidden(Forbidden::NoSuchProject));
    assert_eq!(ask(house.authority(Right::ViewShares)).map(drop), elsewhere, "a proof of another right");
    let (here, tower) = (slug("procurement"), slug("tower"));
    let roles = Roles::new(None, [here, tower.clone()].map(|project| (project, Role::ProjectAdmin)).into()).unwrap();
    let vera = Member { roles, ..member("vera", Role::ProjectAdmin) };
    assert_eq!(ask(vera.authority(&tower, Right::ViewRuns).unwrap()).map(drop), elsewhere);
}

#[test]
fn a_file_of_another_run_is_none_of_this_one() {
    let (house, scene) = (House::new(), Documents::new().received(1));
    let mut other = file(&scene);
    other.task.run = RunId::new([9; 16]);
    assert_eq!(asked(other).map(drop), Err(HandOutRefused::NoSuchFile));
    let none = state(&house).hand_out(house.authority(Right::ViewRuns), None, &staff(SATURDAY));
    assert_eq!(none.map(drop), Err(HandOutRefused::NoSuchFile));
}
