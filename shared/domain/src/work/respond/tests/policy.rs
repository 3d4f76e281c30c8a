//! What the policy asks of a decision when it is made.

use super::*;

/// Only a rejection needs a comment by the step itself.
fn lenient() -> Review {
    Review::of(|step| {
        (step.rule, step.comment_on) = (StepRule::All, [Reject].into());
        guests_too(step);
    })
}

fn strict(scene: &mut Review) {
    scene.house.project.policy.decision_comment_required = Some(true);
}

fn silently(scene: &Review, sub: &str, decision: StepDecision) -> Result<(), RespondRefused> {
    scene.respond(sub, decision, None, SATURDAY).map(drop)
}

#[test]
fn where_the_policy_asks_for_it_every_decision_needs_a_comment() {
    let mut scene = lenient();
    assert_eq!(silently(&scene, "rita", Approve), Ok(()));
    strict(&mut scene);
    let by_the_project = RespondRefused::CommentRequiredByPolicy { layer: Layer::Project };
    assert_eq!(silently(&scene, "rita", Approve), Err(by_the_project.clone()));
    assert_eq!(scene.respond_by_share(Approve, None).map(drop), Err(by_the_project), "a guest likewise");
    assert_eq!(silently(&scene, "rita", Reject), Err(RespondRefused::CommentRequired), "the step says so itself");
    assert!(by(&scene, "rita", Approve).is_ok() && scene.respond_by_share(Approve, Some("See page 3")).is_ok());
}

#[test]
fn a_project_tightens_what_its_org_says_and_loosens_nothing() {
    let mut scene = lenient();
    scene.house.org.policy.decision_comment_required = Some(true);
    scene.house.project.policy.decision_comment_required = Some(false);
    let by_the_org = RespondRefused::CommentRequiredByPolicy { layer: Layer::Org };
    assert_eq!(silently(&scene, "rita", Approve), Err(by_the_org));
}

#[test]
fn what_was_decided_before_the_policy_became_stricter_stands_when_it_is_sent_again() {
    let mut scene = lenient();
    let made = changed(scene.respond("rita", Approve, None, SATURDAY).unwrap()).into_state();
    scene = scene.at(made.state, made.work, made.progress);
    strict(&mut scene);
    assert!(scene.respond("rita", Approve, None, SATURDAY).unwrap().change().is_none());
    let refused = RespondRefused::CommentRequiredByPolicy { layer: Layer::Project };
    assert_eq!(silently(&scene, "rob", Approve), Err(refused), "it is in force for whoever decides next");
}
