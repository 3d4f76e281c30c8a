//! Decisions on what stands, each by one person.

use super::*;

#[test]
fn a_decision_is_bound_to_what_was_under_review_and_waits_for_it() {
    let reviewing = || Review::of(|step| step.reviews = vec!["draft".parse().unwrap()]);
    let waiting = WorkRefused::Waiting { on: vec!["draft".parse().unwrap()] };
    assert_eq!(by(&reviewing(), "rita", Approve).unwrap_err(), waiting.into(), "it is done again");
    let decided = |hash: &str| {
        let scene = reviewing().drafted_by(done(RecipientId::new([2; 16]), Head { seq: 4, hash: Digest::of(hash) }));
        facts(&by(&scene, "rita", Approve).unwrap())["basis_sha256"].clone()
    };
    // Described by the first push, and the draft as it was completed.
    let line = format!("1\ndraft {}\n", Digest::of("the first completion"));
    assert_eq!(decided("the first completion"), Digest::of(line).to_string());
    assert_ne!(decided("the first completion"), decided("the second"));
}

#[test]
fn decisions_on_different_things_never_add_up() {
    let completed = |hash: &str| done(RecipientId::new([2; 16]), Head { seq: 4, hash: Digest::of(hash) });
    for rule in [StepRule::All, StepRule::Majority] {
        let reviewing = Review::of(|step| (step.rule, step.reviews) = (rule, vec!["draft".parse().unwrap()]));
        let scene =
            reviewing.drafted_by(completed("the first")).after("rita", Approve).drafted_by(completed("the second"));
        let change = by(&scene, "rob", Approve).unwrap();
        assert_eq!((&facts(&change)["void"], &facts(&change)["result"]), (&1.into(), &serde_json::Value::Null));
        let made = change.into_state();
        assert_eq!(made.state.step.responses.len(), 1, "Rita has it to do again");
        let listed: Vec<_> = made.listings.iter().map(|listing| listing.part.sub.as_str()).collect();
        assert_eq!(listed, ["rob", "rita"]);
        let scene = scene.at(made.state, made.work, made.progress);
        let settled = by(&scene, "rita", Approve).unwrap();
        assert_eq!((&facts(&settled)["void"], &facts(&settled)["result"]), (&0.into(), &"approve".into()));
    }
}

#[test]
fn who_has_decided_on_something_else_decides_again_and_otherwise_if_they_want() {
    let completed = |hash: &str| done(RecipientId::new([2; 16]), Head { seq: 4, hash: Digest::of(hash) });
    let reviewing = Review::of(|step| (step.rule, step.reviews) = (StepRule::All, vec!["draft".parse().unwrap()]));
    let scene = reviewing.drafted_by(completed("the first")).after("rita", Approve);
    let refused = scene.respond("rita", Reject, Some("See page 3"), SATURDAY).map(drop).unwrap_err();
    assert!(matches!(refused, RespondRefused::Responded { decision: Approve, .. }), "{refused:?}");
    let scene = scene.drafted_by(completed("the second"));
    assert_eq!(facts(&by(&scene, "rita", Reject).unwrap())["result"], "reject");
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
