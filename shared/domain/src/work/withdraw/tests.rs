//! Until when a decision can be taken back.

use super::*;
use crate::{
    fixtures::{Documents, House, Review, SATURDAY, at, changed, facts, kinds, of_member, responder, slug, upload_id},
    run::Bits,
    task::{FileMark, KnownAs, StepRule},
    value::RecipientId,
};

use StepDecision::Approve;

fn all(withdrawable: bool) -> Review {
    Review::of(|step| (step.rule, step.withdrawable) = (StepRule::All, withdrawable))
}

fn withdraw(scene: &Review, sub: &str) -> Result<Decision<Withdrawn>, WithdrawRefused> {
    let (on, stamp) = (scene.house.on_with("review", scene.house.policy()), of_member(sub, SATURDAY));
    scene.act(&responder(sub), &on, |permit| WithdrawResponse.decide(permit, &stamp))
}

#[test]
fn a_decision_is_taken_back_while_the_result_is_open_and_the_work_opens_again() {
    let change = changed(withdraw(&all(true).after("rita", Approve), "rita").unwrap());
    assert_eq!(kinds(&change), ["step.response_withdrawn"]);
    assert_eq!(facts(&change), serde_json::json!({ "task": "review", "decision": "approve" }));
    let Withdrawn { state, work, listings, .. } = change.state();
    assert!(state.step.responses.is_empty() && state.workers.is_empty() && work.closed == 0);
    assert_eq!(listings.iter().map(|one| one.list).collect::<Vec<_>>(), [Listed::ToDo { due: None }]);
}

#[test]
fn the_work_is_closed_again_as_far_as_its_earlier_rounds_are() {
    let mut scene = all(true);
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    (review.state.rounds.ended, review.state.rounds.before_cycle) = (2, 2);
    let change = changed(withdraw(&scene.after("rita", Approve), "rita").unwrap());
    assert_eq!(change.state().work.closed, 2, "the third round is open");
}

#[test]
fn what_others_have_decided_on_stays_closed() {
    let three = Review::of(|step| {
        (step.rule, step.withdrawable) = (StepRule::All, true);
        step.assignees.push(crate::task::Assignee::Member("rosa".into()));
    });
    let change = changed(withdraw(&three.after("rita", Approve).after("rob", Approve), "rita").unwrap());
    assert_eq!(change.state().work.closed, 1);
}

#[test]
fn once_the_result_stands_or_where_the_host_does_not_let_them_nothing_is_taken_back() {
    let refused = withdraw(&all(false).after("rita", Approve), "rita").map(drop);
    assert_eq!(refused, Err(WithdrawRefused::NotWithdrawable));
    let done = all(true).after("rita", Approve).after("rob", Approve);
    let decided = WithdrawRefused::Decided { by: "Rob".parse().unwrap(), at: at(SATURDAY), result: Some(Approve) };
    assert_eq!(withdraw(&done, "rita").map(drop), Err(decided));
}

#[test]
fn where_there_is_nothing_to_take_back_it_stands() {
    assert!(withdraw(&all(true), "rita").unwrap().change().is_none());
}

#[test]
fn where_the_policy_forbids_it_nothing_is_taken_back_and_it_is_said_by_whom() {
    let mut scene = all(true).after("rita", Approve);
    scene.house.org.policy.allow_decision_withdrawal = Some(false);
    scene.house.project.policy.allow_decision_withdrawal = Some(true);
    let by_the_org = WithdrawRefused::ForbiddenByPolicy { layer: Layer::Org };
    assert_eq!(withdraw(&scene, "rita").map(drop), Err(by_the_org), "a project loosens nothing");
    scene.house.org.policy.allow_decision_withdrawal = None;
    assert!(withdraw(&scene, "rita").unwrap().change().is_some(), "once it is allowed again");
    scene.house.project.policy.allow_decision_withdrawal = Some(false);
    let by_the_project = WithdrawRefused::ForbiddenByPolicy { layer: Layer::Project };
    assert_eq!(withdraw(&scene, "rita").map(drop), Err(by_the_project));
}

#[test]
fn a_policy_that_allows_it_does_not_make_a_step_withdrawable() {
    let mut scene = all(false).after("rita", Approve);
    scene.house.org.policy.allow_decision_withdrawal = Some(true);
    assert_eq!(withdraw(&scene, "rita").map(drop), Err(WithdrawRefused::NotWithdrawable));
}

#[test]
fn who_sent_a_file_is_known_as_who_did_the_work_also_after_they_took_their_decision_back() {
    let (org, rita, mut scene) = (slug("acme"), responder("rita"), all(true));
    let sent = Documents::of(&House::new().after("company")).received(1).on.task.state.files;
    let mark = FileMark {
        field: slug("markup"),
        recipient: RecipientId::of_member(&org, "rita"),
        other: Some(RecipientId::of(&org, &rita.email)),
        ..sent[&upload_id(1)].clone()
    };
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    review.state.files.insert(upload_id(1), mark);
    let scene = scene.after("rita", Approve);
    let change = changed(withdraw(&scene, "rita").unwrap());
    let by_a_link = KnownAs::guest(&org, &rita.email);
    assert!(change.state().state.was_worked_on_by(&by_a_link), "her file is hers by her address, too");
}

#[test]
fn a_push_that_was_planned_before_a_decision_was_taken_back_is_held_against_the_run_again() {
    let scene = all(true).after("rita", Approve);
    let change = changed(withdraw(&scene, "rita").unwrap());
    assert_eq!(change.state().progress.moves, scene.house.progress.moves + 1);
}

#[test]
fn while_the_task_before_it_is_done_again_nothing_is_taken_back() {
    let mut scene = all(true).after("rita", Approve);
    scene.house.progress.done = Bits::default();
    let waiting = WorkRefused::Waiting { on: vec![slug("draft")] };
    assert_eq!(withdraw(&scene, "rita").map(drop), Err(waiting.into()));
}
