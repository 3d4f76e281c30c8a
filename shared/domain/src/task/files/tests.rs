//! Files of a task: only what was announced counts, only for the share that sent it, and within limits.

use super::*;
use crate::{
    fixtures::{House, SATURDAY, admitted, arrival, at, guest, layer, manifest, slug, system, upload_id},
    id::{FileId, ShareId},
    policy::Source,
    upload::Verdict,
};

/// The task of files, its turn come.
struct Scene {
    run: Run,
    share: Share,
    task: Task,
}

impl Scene {
    fn of(house: &House) -> Self {
        let mut run = house.run.clone();
        run.done.insert(slug("company"), at(SATURDAY));
        Self { run, share: house.share().created(), task: house.task("documents") }
    }

    fn new() -> Self {
        Self::of(&House::new())
    }

    fn announce(&self, n: u8, name: &str, now: &str) -> Result<Change<(Share, Task)>, AnnounceRefused> {
        let file = (upload_id(n), slug("contract"), manifest(name, "content"));
        self.task.announce(admitted(&self.share), &self.run, file, &guest(now))
    }

    fn announced(mut self, n: u8) -> Self {
        self.task = self.announce(n, "a.pdf", SATURDAY).unwrap().into_state().1;
        self
    }

    fn settle(&self, n: u8, content: &str, scanned: bool) -> Result<Option<Change<(Share, Task)>>, FileRefused> {
        let report = (upload_id(n), Some(&arrival(content)), scanned);
        self.task.settle(admitted(&self.share), &self.run, report, &guest(SATURDAY))
    }

    fn settled(mut self, n: u8) -> Self {
        self.task = self.settle(n, "content", false).unwrap().unwrap().into_state().1;
        self
    }

    /// As another share of the same task sees it.
    fn elsewhere(mut self) -> Self {
        self.share.id = ShareId::new([8; 16]);
        self
    }

    fn done(mut self) -> Self {
        let by = self.share.recipient.name.clone();
        self.task.completion = Some(super::super::Completion { at: at(SATURDAY), by, share: self.share.id });
        self
    }
}

#[test]
fn an_announcement_is_recorded_and_waits_for_its_bytes() {
    let change = Scene::new().announce(1, "a.pdf", SATURDAY).unwrap();
    assert!(matches!(change.entry().records()[0].0.event, Event::UploadAnnounced { size: 7, .. }));
    let task = &change.state().1;
    assert_eq!(task.uploads[0].progress, Progress::Expected);
    assert_eq!(task.received().count(), 0);
}

#[test]
fn files_go_into_file_fields_only() {
    let scene = Scene::new();
    let refused = |task: &Task, field| {
        let file = (upload_id(1), slug(field), manifest("a.pdf", "x"));
        task.announce(admitted(&scene.share), &scene.run, file, &guest(SATURDAY)).unwrap_err()
    };
    assert_eq!(refused(&scene.task, "moon"), AnnounceRefused::NoSuchField);
    assert_eq!(refused(&House::new().task("company"), "legal_name"), AnnounceRefused::NoSuchField);
}

#[test]
fn a_task_outside_the_share_does_not_exist_for_any_file() {
    let house = House::new();
    let scene = Scene { share: house.share().tasks(&["company"]).created(), ..Scene::of(&house) };
    let refused = scene.announce(1, "a.pdf", SATURDAY).unwrap_err();
    assert_eq!(refused, AnnounceRefused::Work(WorkRefused::NoSuchTask));
    let no_such_task = FileRefused::Work(WorkRefused::NoSuchTask);
    assert_eq!(scene.settle(1, "content", false).unwrap_err(), no_such_task);
    let (guest_in, id) = (admitted(&scene.share), upload_id(1));
    assert_eq!(scene.task.remove(guest_in, &scene.run, id, &guest(SATURDAY)).unwrap_err(), no_such_task);
    let reference = FileId::new([9; 16]).to_string();
    assert_eq!(scene.task.read(guest_in, &reference, &guest(SATURDAY)).unwrap_err(), no_such_task);
}

#[test]
fn the_limits_of_the_policy_and_of_the_field_hold() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.max_upload_bytes = Some(6));
    let too_large = ManifestRefused::TooLarge { size: 7, max: 6, layer: Source::Org };
    let refused = Scene::of(&house).announce(1, "a.pdf", SATURDAY).unwrap_err();
    assert_eq!(refused, AnnounceRefused::Manifest(too_large));
    let refused = Scene::new().announce(1, "a.png", SATURDAY).unwrap_err();
    let only_pdf = ManifestRefused::FieldType { allowed: vec!["pdf".into()] };
    assert_eq!(refused, AnnounceRefused::Manifest(only_pdf));
}

#[test]
fn a_field_takes_as_many_files_as_it_says() {
    let scene = Scene::new().announced(1).announced(2);
    assert_eq!(scene.announce(3, "a.pdf", SATURDAY).unwrap_err(), AnnounceRefused::TooMany { max: 2 });
}

#[test]
fn what_guests_of_other_shares_sent_is_not_in_the_way() {
    let mut scene = Scene::new().announced(1).announced(2);
    for upload in &mut scene.task.uploads {
        upload.share = ShareId::new([9; 16]);
    }
    assert!(scene.announce(3, "a.pdf", SATURDAY).is_ok());
}

#[test]
fn rejected_files_make_room_and_so_do_those_that_never_came_for_a_day() {
    let mut scene = Scene::new().announced(1).announced(2);
    assert!(scene.announce(3, "a.pdf", "2026-11-22T11:59:59Z").is_err());
    let (_, task) = scene.announce(3, "a.pdf", "2026-11-22T12:00:00Z").unwrap().into_state();
    assert_eq!(task.uploads.iter().map(|u| u.id).collect::<Vec<_>>(), [upload_id(3)]);
    let verdict = (upload_id(1), "v1", Some("EICAR"));
    scene.task = judge(&scene.share, &scene.task, verdict, &system(SATURDAY)).unwrap().into_state().1;
    assert!(scene.announce(3, "a.pdf", SATURDAY).is_ok());
}

#[test]
fn a_task_holds_sixty_files_whatever_their_state() {
    let mut scene = Scene::new().announced(1);
    let rejected = Progress::Rejected { at: at(SATURDAY), reason: "EICAR".into() };
    let one = Upload { progress: rejected, ..scene.task.uploads[0].clone() };
    scene.task.uploads = vec![one; 60];
    assert!(matches!(scene.announce(2, "a.pdf", SATURDAY), Err(AnnounceRefused::TooMany { .. })));
    scene.task.uploads.pop();
    assert!(scene.announce(2, "a.pdf", SATURDAY).is_ok());
}

#[test]
fn without_a_scanner_an_arrival_counts_at_once_and_only_once() {
    let scene = Scene::new().announced(1);
    let change = scene.settle(1, "content", false).unwrap().unwrap();
    let verdict = Verdict::NotScanned;
    assert!(matches!(change.entry().records()[0].0.event, Event::FileUploaded { verdict: v, .. } if v == verdict));
    assert_eq!(change.state().1.received().count(), 1);
    assert!(scene.settled(1).settle(1, "content", false).unwrap().is_none());
}

#[test]
fn with_a_scanner_an_arrival_waits_for_its_verdict() {
    let scene = Scene::new().announced(1);
    let change = scene.settle(1, "content", true).unwrap().unwrap();
    assert!(matches!(change.entry().records()[0].0.event, Event::FileReceived { .. }));
    let task = &change.state().1;
    assert_eq!(task.received().count(), 0);
    let verdict = |infected| judge(&scene.share, task, (upload_id(1), "v1", infected), &system(SATURDAY)).unwrap();
    let clean = verdict(None);
    assert!(matches!(clean.entry().records()[0].0.event, Event::FileUploaded { verdict: Verdict::Clean, .. }));
    assert_eq!(clean.state().1.received().count(), 1);
    let infected = verdict(Some("EICAR"));
    assert!(matches!(&infected.entry().records()[0].0.event, Event::FileRejected { reason, .. } if reason == "EICAR"));
    assert_eq!(infected.state().1.received().count(), 0);
}

#[test]
fn what_is_not_as_announced_does_not_count() {
    let refused = Scene::new().announced(1).settle(1, "another", false).unwrap_err();
    assert_eq!(refused, FileRefused::Settle(SettleRefused::NotAsAnnounced));
}

#[test]
fn the_uploads_of_another_share_do_not_exist_here() {
    let scene = Scene::new().announced(1).settled(1).elsewhere();
    let (guest_in, stamp) = (admitted(&scene.share), guest(SATURDAY));
    assert_eq!(scene.settle(1, "content", false).unwrap_err(), FileRefused::NoSuchFile);
    let removed = scene.task.remove(guest_in, &scene.run, upload_id(1), &stamp);
    assert_eq!(removed.unwrap_err(), FileRefused::NoSuchFile);
    let read = scene.task.read(guest_in, &upload_id(1).to_string(), &stamp);
    assert_eq!(read.unwrap_err(), FileRefused::NoSuchFile);
    assert!(judge(&scene.share, &scene.task, (upload_id(1), "v1", None), &system(SATURDAY)).is_none());
}

#[test]
fn a_file_can_be_taken_out_again() {
    let scene = Scene::new().announced(1).settled(1);
    let removed = scene.task.remove(admitted(&scene.share), &scene.run, upload_id(1), &guest(SATURDAY)).unwrap();
    assert!(matches!(removed.entry().records()[0].0.event, Event::UploadRemoved { .. }));
    assert_eq!(removed.state().1.uploads, []);
}

#[test]
fn guests_read_references_and_their_own_files_once_they_are_clean() {
    let scene = Scene::new().announced(1);
    let read = |task: &Task, file: &str| {
        task.read(admitted(&scene.share), file, &guest(SATURDAY)).map(|(_, readable)| readable.manifest.name)
    };
    let (own, reference) = (upload_id(1).to_string(), FileId::new([9; 16]).to_string());
    assert_eq!(read(&scene.task, &reference).unwrap().as_str(), "template.pdf");
    assert_eq!(read(&scene.task, &own), Err(FileRefused::NoSuchFile), "not yet received");
    assert_eq!(read(&scene.task, "fil_0"), Err(FileRefused::NoSuchFile));
    let (_, settled) = scene.settle(1, "content", false).unwrap().unwrap().into_state();
    assert_eq!(read(&settled, &own).unwrap().as_str(), "a.pdf");
}

#[test]
fn reading_has_to_be_permitted_and_is_recorded() {
    let (house, scene) = (House::new(), Scene::new());
    let reference = FileId::new([9; 16]).to_string();
    let share = house.share().without(Permission::ReadFiles).created();
    let refused = scene.task.read(admitted(&share), &reference, &guest(SATURDAY)).unwrap_err();
    let permission = Permission::ReadFiles;
    assert_eq!(refused, FileRefused::Work(WorkRefused::NotPermitted { permission }));
    let (change, readable) = scene.task.read(admitted(&scene.share), &reference, &guest(SATURDAY)).unwrap();
    let event = &change.entry().records()[0].0.event;
    assert!(matches!(event, Event::FileRead { file, .. } if *file == reference));
    assert_eq!(readable.key, format!("references/{reference}"));
}

#[test]
fn a_completed_task_takes_loses_and_judges_nothing_more_but_can_be_read() {
    let scene = Scene::new().announced(1).settled(1).announced(2).done();
    let done = WorkRefused::TaskDone { at: at(SATURDAY) };
    let (guest_in, stamp) = (admitted(&scene.share), guest(SATURDAY));
    assert_eq!(scene.announce(3, "a.pdf", SATURDAY).unwrap_err(), AnnounceRefused::Work(done.clone()));
    assert_eq!(scene.settle(2, "content", false).unwrap_err(), FileRefused::Work(done.clone()));
    let removed = scene.task.remove(guest_in, &scene.run, upload_id(1), &stamp);
    assert_eq!(removed.unwrap_err(), FileRefused::Work(done));
    assert!(judge(&scene.share, &scene.task, (upload_id(2), "v1", None), &system(SATURDAY)).is_none());
    assert!(scene.task.read(guest_in, &upload_id(1).to_string(), &stamp).is_ok());
}

#[test]
fn an_announcement_sent_again_finds_the_place_it_took() {
    let awaited = |scene: &Scene, name: &str, now: &str| {
        let file = manifest(name, "content");
        scene.task.awaited(admitted(&scene.share), &scene.run, (&slug("contract"), &file), at(now))
    };
    let scene = Scene::new().announced(1);
    assert_eq!(awaited(&scene, "a.pdf", SATURDAY), Ok(Some(upload_id(1))));
    assert_eq!(awaited(&scene, "b.pdf", SATURDAY), Ok(None), "another file");
    assert_eq!(awaited(&scene, "a.pdf", "2026-11-22T12:00:00Z"), Ok(None), "forgotten by then");
    assert_eq!(awaited(&scene.settled(1), "a.pdf", SATURDAY), Ok(None), "it has arrived");
    let elsewhere = Scene::new().announced(1).elsewhere();
    assert_eq!(awaited(&elsewhere, "a.pdf", SATURDAY), Ok(None), "another guest's");
    let done = WorkRefused::TaskDone { at: at(SATURDAY) };
    assert_eq!(awaited(&Scene::new().announced(1).done(), "a.pdf", SATURDAY), Err(done));
}
