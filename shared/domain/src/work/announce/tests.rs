//! What may be announced, within which limits, and that the same announcement takes no second place.

use super::*;
use crate::{
    fixtures::{
        Documents, House, Review, SATURDAY, admitted, arrival, at, changed, facts, guest, kinds, layer, manifest,
        of_member, responder, slug, upload_id,
    },
    policy::Layer,
    task::KnownAs,
    value::RecipientId,
    work::FileRefused,
};

mod room;

const A_DAY_LATER: &str = "2026-11-22T12:00:00Z";

/// The upload that takes no second place. `None`: the announcement is a new one.
fn awaited(scene: &Documents, name: &str, now: &str) -> Result<Option<UploadId>, AnnounceRefused> {
    match scene.announce(9, name, now)? {
        Decision::Already(announced) => Ok(Some(announced.upload.id)),
        Decision::Change(_) => Ok(None),
    }
}

fn flawed(flaws: &[UploadFlaw]) -> AnnounceRefused {
    AnnounceRefused::Flawed { flaws: flaws.to_vec() }
}

fn done(mut scene: Documents) -> Documents {
    let (by, share, recipient) = ("Ana Souza".parse().unwrap(), scene.share.id(), scene.share.recipient());
    scene.on.task.state.completion = Some(crate::task::Completion {
        at: at(SATURDAY),
        by,
        through: share.into(),
        recipient,
        record: crate::audit::Head::default(),
        result: None,
    });
    scene
}

#[test]
fn an_announcement_is_recorded_and_waits_for_its_bytes() {
    let change = changed(Documents::new().announce(1, "a.pdf", SATURDAY).unwrap());
    assert_eq!(kinds(&change), ["share.upload_announced"]);
    let told = facts(&change);
    assert_eq!((told["field"].as_str(), told["size"].as_u64()), (Some("contract"), Some(7)));
    let Announced { upload, state, forgotten, .. } = change.into_state();
    assert_eq!(state.files[&upload_id(1)].stage, Stage::Expected);
    assert_eq!((upload.manifest, upload.announced_at), (manifest("a.pdf", "content"), at(SATURDAY)));
    assert_eq!(forgotten, []);
}

#[test]
fn files_go_into_file_fields_only() {
    let scene = Documents::new();
    let refused = |on: &OnTask, field| {
        let act = Announce { id: upload_id(1), field: slug(field), manifest: manifest("a.pdf", "x") };
        act.decide(admitted(&scene.share).permit(on).unwrap(), &guest(SATURDAY)).unwrap_err()
    };
    assert_eq!(refused(&scene.on, "moon"), flawed(&[UploadFlaw::NoSuchField]));
    assert_eq!(refused(&House::new().on("company"), "legal_name"), flawed(&[UploadFlaw::NoSuchField]));
}

#[test]
fn a_task_outside_the_share_does_not_exist_for_any_file() {
    let share = House::new().share().tasks(&["company"]).created();
    let scene = Documents { share, ..Documents::new() };
    let refused = scene.announce(1, "a.pdf", SATURDAY).unwrap_err();
    assert_eq!(refused, AnnounceRefused::Work(WorkRefused::NoSuchTask));
}

#[test]
fn announcing_has_to_be_permitted() {
    let permission = Permission::UploadFiles;
    let share = House::new().share().without(permission).created();
    let scene = Documents { share, ..Documents::new() };
    let refused = scene.announce(1, "a.pdf", SATURDAY).unwrap_err();
    assert_eq!(refused, AnnounceRefused::Work(WorkRefused::NotPermitted { permission }));
}

#[test]
fn the_limits_of_the_policy_and_of_the_field_hold() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.max_upload_bytes = Some(6));
    let too_large = FileFlaw::TooLarge { size: 7, max: 6, layer: Layer::Org };
    let refused = Documents::of(&house).announce(1, "a.pdf", SATURDAY).unwrap_err();
    assert_eq!(refused, flawed(&[UploadFlaw::File(too_large)]));
    let refused = Documents::new().announce(1, "a.png", SATURDAY).unwrap_err();
    let only_pdf = FileFlaw::FieldType { allowed: vec!["pdf".into()] };
    assert_eq!(refused, flawed(&[UploadFlaw::File(only_pdf)]));
}

#[test]
fn everything_wrong_with_an_announcement_is_told_at_once() {
    let scene = two();
    let empty = Manifest { size: 0, ..manifest("c.exe", "x") };
    let act = Announce { id: upload_id(3), field: slug("contract"), manifest: empty.clone() };
    let permit = || admitted(&scene.share).permit(&scene.on).unwrap();
    let whole = act.decide(permit(), &guest(SATURDAY)).unwrap_err();
    let asked = AskedUpload { field: Some(&act.field), file: (&empty).into() };
    let in_part = asked.check(permit(), at(SATURDAY)).unwrap_err();
    assert_eq!(whole, in_part);
    let AnnounceRefused::Flawed { flaws } = whole else { panic!("{whole:?}") };
    let all = [UploadFlaw::File(FileFlaw::Empty), UploadFlaw::TooMany { max: 2 }];
    assert!(matches!(&flaws[..], [a, UploadFlaw::File(FileFlaw::Type { .. }), b] if [a, b] == [&all[0], &all[1]]));
    let of_no_field = AskedUpload { field: None, file: AskedFile { name: None, size: 1 } };
    assert_eq!(of_no_field.check(permit(), at(SATURDAY)), Ok(()), "what cannot be read is not judged");
}

/// Two files are announced, each by another name: the same one would be awaited.
fn two() -> Documents {
    let scene = Documents::new().announced(1);
    let Announced { upload, state, .. } = scene.announce(2, "b.pdf", SATURDAY).unwrap().into_state();
    let mut scene = scene.at(state);
    scene.uploads.push(upload);
    scene
}

#[test]
fn a_field_takes_as_many_files_as_it_says() {
    assert_eq!(two().announce(3, "c.pdf", SATURDAY).unwrap_err(), flawed(&[UploadFlaw::TooMany { max: 2 }]));
}

#[test]
fn a_field_takes_its_number_of_files_from_all_guests_together() {
    let taken = flawed(&[UploadFlaw::TakenByOthers { max: 2 }]);
    let come = two().settled(1, true).settled(2, true);
    assert_eq!(come.elsewhere().announce(3, "c.pdf", SATURDAY).unwrap_err(), taken);
    let own = flawed(&[UploadFlaw::TooMany { max: 2 }]);
    assert_eq!(two().through_another_share().announce(3, "c.pdf", SATURDAY).unwrap_err(), own);
}

#[test]
fn what_others_announced_alone_takes_no_place_and_the_first_to_come_has_it() {
    let theirs = two().elsewhere();
    let announced = theirs.announce(3, "c.pdf", SATURDAY).unwrap().into_state();
    let both = Documents { uploads: vec![announced.upload.clone()], ..theirs.at(announced.state) };
    assert!(both.settle(3, Some(arrival("content")), true).is_ok(), "nothing has come yet");
    let mut late = both;
    for (_, mark) in late.on.task.state.files.iter_mut().filter(|(id, _)| **id != upload_id(3)) {
        mark.stage = Stage::Scanning { version: "v1".into() };
    }
    let refused = late.settle(3, Some(arrival("content")), true).unwrap_err();
    assert_eq!(refused, FileRefused::TakenByOthers { max: 2 });
}

#[test]
fn rejected_files_make_room_and_so_do_those_that_never_came_for_a_day() {
    let scene = two();
    assert!(scene.announce(3, "c.pdf", "2026-11-22T11:59:59Z").is_err());
    let Announced { state, forgotten, .. } = scene.announce(3, "c.pdf", A_DAY_LATER).unwrap().into_state();
    assert_eq!(state.files.keys().copied().collect::<Vec<_>>(), [upload_id(3)]);
    assert_eq!(forgotten, [upload_id(1), upload_id(2)], "their rows can go");
    let rejected = scene.judged(1, Some("EICAR"));
    assert!(rejected.announce(3, "c.pdf", SATURDAY).is_ok());
}

#[test]
fn what_has_begun_to_come_is_not_forgotten() {
    let scene = two().settled(1, true);
    let Announced { state, forgotten, .. } = scene.announce(3, "c.pdf", A_DAY_LATER).unwrap().into_state();
    assert_eq!(state.files.keys().copied().collect::<Vec<_>>(), [upload_id(1), upload_id(3)]);
    assert_eq!(forgotten, [upload_id(2)]);
}

#[test]
fn an_announcement_sent_again_finds_the_place_it_took() {
    let scene = Documents::new().announced(1);
    assert_eq!(awaited(&scene, "a.pdf", SATURDAY), Ok(Some(upload_id(1))));
    assert_eq!(awaited(&scene, "b.pdf", SATURDAY), Ok(None), "another file");
    assert_eq!(awaited(&scene, "a.pdf", A_DAY_LATER), Ok(None), "forgotten by then");
    let judged_early = scene.clone().judged(1, None);
    assert_eq!(awaited(&judged_early, "a.pdf", SATURDAY), Ok(Some(upload_id(1))), "its sender has not reported it");
    assert_eq!(awaited(&scene.clone().settled(1, false), "a.pdf", SATURDAY), Ok(None), "it has arrived");
    assert_eq!(awaited(&scene.clone().elsewhere(), "a.pdf", SATURDAY), Ok(None), "another guest's");
    let over = AnnounceRefused::Work(WorkRefused::TaskDone { at: at(SATURDAY) });
    assert_eq!(awaited(&done(scene), "a.pdf", SATURDAY), Err(over));
}

#[test]
fn the_place_that_was_found_is_told_as_it_was_taken() {
    let scene = Documents::new().announced(1);
    let again = scene.announce(9, "a.pdf", "2026-11-21T13:00:00Z").unwrap().into_state();
    assert_eq!(again.upload, scene.uploads[0], "with the instant of its announcement");
    assert_eq!(again.state, scene.on.task.state);
}

#[test]
fn a_members_file_is_their_work_by_a_link_to_their_address_too_also_in_a_new_cycle() {
    let (scene, rita) = (Review::new(), responder("rita"));
    let on = scene.house.on("review");
    let act = Announce { id: upload_id(1), field: slug("markup"), manifest: manifest("a.pdf", "content") };
    let announced = scene.act(&rita, &on, |permit| act.decide(permit, &of_member("rita", SATURDAY)));
    let state = announced.unwrap().into_state().state.in_cycle(2);
    let moved = KnownAs::member(&rita.org, "rita", &"rita@elsewhere.example".parse().unwrap());
    let known_as = [KnownAs::guest(&rita.org, &rita.email), moved];
    assert_eq!(known_as.clone().map(|who| state.was_worked_on_by(&who)), [true, true]);
    assert!(!state.was_worked_on_by(&KnownAs::member(&rita.org, "rob", &"rob@elsewhere.example".parse().unwrap())));
    let removed = TaskState { files: [].into(), ..state };
    assert_eq!(
        known_as.map(|who| removed.was_worked_on_by(&who)),
        [false, false],
        "what was taken out is nobody's work"
    );
}
