//! Decisions on what stands, each by one person.

use super::*;
use crate::{
    fixtures::{drafted, of_member, slug, text},
    task::Task,
    value::ShareId,
};

#[test]
fn a_decision_is_bound_to_what_was_under_review_and_waits_for_it() {
    let reviewing = || Review::of(|step| step.reviews = vec!["draft".parse().unwrap()]);
    let waiting = WorkRefused::Waiting { on: vec!["draft".parse().unwrap()] };
    assert_eq!(by(&reviewing(), "rita", Approve).unwrap_err(), waiting.into(), "it is done again");
    let decided = |hash: &str| {
        let scene = reviewing().drafted_by(done(RecipientId::new([2; 16]), Head { seq: 4, hash: Digest::of(hash) }));
        facts(&by(&scene, "rita", Approve).unwrap())["basis_sha256"].clone()
    };
    // Described by the first push, in its first cycle and round; the terms, and the draft as it was completed.
    let step = reviewing().house.task("review").spec.step.unwrap();
    let terms = (step.kind, step.rule, step.decisions, step.comment_on, step.not_by, step.reviews, step.withdrawable);
    let terms = serde_json::to_string(&terms).unwrap();
    let line = format!("1 1 1\n{terms}\ndraft {}\n", Digest::of("the first completion"));
    assert_eq!(decided("the first completion"), Digest::of(line).to_string());
    assert_ne!(decided("the first completion"), decided("the second"));
}

#[test]
fn nobody_decides_twice_as_a_member_and_as_a_guest() {
    let both = |step: &mut StepTerms| {
        step.rule = StepRule::Majority;
        step.assignees.push(Assignee::guest(&"ana@supplier.example".parse().unwrap()));
    };
    let mut scene = Review::of(both).after("rita", Approve);
    let ana = scene.share.recipient();
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    review.state.step.responses.values_mut().for_each(|response| response.of = ana);
    let refused = scene.respond_by_share(Approve, None).map(drop).unwrap_err();
    assert!(matches!(refused, RespondRefused::Responded { .. }), "{refused:?}");
}

/// The review as it is after somebody who comes another way, but under Rita's names, has changed it.
fn after(change: impl Fn(&mut Task)) -> Result<Change<Responded>, RespondRefused> {
    let mut scene = Review::new();
    let read = Basis::of(&scene.house.task("review"), &BTreeMap::new());
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    change(review);
    let act = Respond { decision: Approve, basis: read, comment: None };
    let on = scene.deciding();
    scene.act(&responder("rita"), &on, |permit| act.decide(permit, &of_member("rita", SATURDAY))).map(changed)
}

#[test]
fn what_another_link_to_the_same_address_changed_is_not_known() {
    let other = Through::Share(ShareId::new([7; 16]));
    let own = Through::Step(Review::new().gate("rita").id());
    for (way, expected) in [(other, Some(RespondRefused::Changed)), (own, None)] {
        let answered = after(|task| {
            task.work.version += 1;
            task.work.changed = task.work.changed.by(way, task.work.version);
        });
        assert_eq!(answered.err(), expected, "an answer by {way}");
        let sent = after(|task| {
            task.state.version += 1;
            task.state.files_changed = task.state.files_changed.by(way, task.state.version);
        });
        assert_eq!(sent.err(), expected, "a file by {way}");
    }
}

#[test]
fn the_record_of_a_decision_has_the_hash_of_the_answers_that_stood() {
    let mut scene = Review::new();
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    review.work.answers.insert(slug("note"), drafted(text("See page 3"), 0));
    let answers = Digest::of(r#"{"note":"See page 3"}"#).to_string();
    assert_eq!(facts(&by(&scene, "rita", Approve).unwrap())["answers_sha256"], answers);
}
