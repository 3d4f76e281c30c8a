//! Which files of tasks before a step are handed out, and to whom.

use serde_json::json;

use super::*;
use crate::{
    audit::Head,
    file::{Stage, Verdict},
    fixtures::{
        Documents, Review, SATURDAY, admitted, at, changed, facts, guest, kinds, of_member, responder, slug, upload_id,
    },
    gate::WorkRefused,
    task::{Assignee, Completion, StepTerms},
    value::{RunId, Through},
};

fn of_draft(step: &mut StepTerms) {
    step.reviews = vec![slug("draft")];
}

/// The draft, in which a file was sent.
fn sent(scene: &Review) -> Reviewed {
    let Documents { on, uploads, .. } = Documents::new().received(1);
    let draft = scene.house.task("draft");
    let completion = Completion {
        at: at(SATURDAY),
        by: "Ana Souza".parse().unwrap(),
        through: Through::Share(scene.share.id()),
        recipient: scene.share.recipient(),
        record: Head::default(),
        result: None,
    };
    let state = TaskState { files: on.task.state.files, completion: Some(completion), ..draft.state.clone() };
    Reviewed { key: draft.key(), state, upload: uploads.into_iter().next() }
}

fn fetch(scene: &Review, sub: &str, reviewed: Reviewed) -> Result<String, FileRefused> {
    let on = scene.house.on_with("review", reviewed);
    let stamp = of_member(sub, SATURDAY);
    let done = scene.act(&responder(sub), &on, |permit| DownloadReviewed.decide(permit, &stamp))?;
    Ok(done.into_state().readable.manifest.name.to_string())
}

fn fetch_by_share(scene: &Review, reviewed: Reviewed) -> Result<Decision<Downloaded>, FileRefused> {
    let on = scene.house.on_with("review", reviewed);
    DownloadReviewed.decide(admitted(&scene.share).permit(&on)?, &guest(SATURDAY))
}

fn no_task() -> Result<String, FileRefused> {
    Err(WorkRefused::NoSuchTask.into())
}

#[test]
fn who_has_the_step_gets_what_others_sent_and_the_trail_says_of_which_task() {
    let scene = Review::of(of_draft);
    let reviewed = sent(&scene);
    assert_eq!(fetch(&scene, "rita", reviewed.clone()).as_deref(), Ok("a.pdf"));
    let scene = Review::of(|step| {
        of_draft(step);
        step.assignees.push(Assignee::guest(&"ana@supplier.example".parse().unwrap()));
    });
    let change = changed(fetch_by_share(&scene, reviewed.clone()).unwrap());
    assert_eq!(kinds(&change), ["share.file_downloaded"]);
    let sha256 = reviewed.upload.as_ref().unwrap().manifest.sha256;
    assert_eq!(facts(&change), json!({ "task": "draft", "file": upload_id(1).to_string(), "sha256": sha256 }));
    let object = reviewed.upload.unwrap().object(scene.house.run.id, &slug("draft"));
    assert_eq!(change.state().readable.object, object);
}

#[test]
fn what_a_step_does_not_review_does_not_exist_in_it_nor_for_those_who_do_not_have_it() {
    let scene = Review::new();
    assert_eq!(fetch(&scene, "rita", sent(&scene)), no_task(), "the step names no task");
    let scene = Review::of(of_draft);
    assert_eq!(fetch(&scene, "otto", sent(&scene)), no_task());
    assert_eq!(fetch_by_share(&scene, sent(&scene)).unwrap_err(), WorkRefused::NoSuchTask.into(), "a guest beside it");
    let elsewhere = TaskKey { run: RunId::new([8; 16]), task: slug("draft") };
    assert_eq!(fetch(&scene, "rita", Reviewed { key: elsewhere, ..sent(&scene) }), no_task());
    let release = scene.house.task("release").key();
    assert_eq!(fetch(&scene, "rita", Reviewed { key: release, ..sent(&scene) }), no_task());
}

#[test]
fn only_what_counts_is_handed_out_of_what_was_sent() {
    let scene = Review::of(of_draft);
    assert_eq!(fetch(&scene, "rita", Reviewed { upload: None, ..sent(&scene) }), Err(FileRefused::NoSuchFile));
    for stage in [
        Stage::Expected,
        Stage::Rejected { at: at(SATURDAY), reason: "it is empty".into() },
        Stage::Returned { at: at(SATURDAY), verdict: Verdict::NotScanned },
    ] {
        let mut reviewed = sent(&scene);
        let mark = reviewed.state.files.get_mut(&upload_id(1)).unwrap();
        *mark = mark.at(stage.clone());
        assert_eq!(fetch(&scene, "rita", reviewed), Err(FileRefused::NoSuchFile), "{stage:?}");
    }
    let mut another = sent(&scene);
    another.upload.as_mut().unwrap().id = upload_id(2);
    assert_eq!(fetch(&scene, "rita", another), Err(FileRefused::NoSuchFile));
}

#[test]
fn what_was_handed_back_is_not_sent_yet() {
    let scene = Review::of(of_draft);
    let mut reviewed = sent(&scene);
    reviewed.state.completion = None;
    let waiting = WorkRefused::Waiting { on: vec![slug("draft")] };
    assert_eq!(fetch(&scene, "rita", reviewed.clone()), Err(waiting.into()), "it was asked for again");
    reviewed.state.rounds.ended = 1;
    let corrected = WorkRefused::UnderCorrection { task: slug("draft") };
    assert_eq!(fetch(&scene, "rita", reviewed), Err(corrected.into()));
}

#[test]
fn a_guest_needs_the_permission_to_download() {
    let mut scene = Review::of(|step| {
        of_draft(step);
        step.assignees.push(Assignee::guest(&"ana@supplier.example".parse().unwrap()));
    });
    scene.share.terms.permissions.remove(&Permission::DownloadFiles);
    let permission = Permission::DownloadFiles;
    let refused = fetch_by_share(&scene, sent(&scene)).unwrap_err();
    assert_eq!(refused, WorkRefused::NotPermitted { permission }.into());
}
