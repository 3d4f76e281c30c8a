//! Steps in a push: in whose lists they come to stand, what of them can change, and how they open again.

use super::*;
use crate::{
    fixtures::{Review, review_flow, slug},
    run::{Listed, Listing},
    task::{Assignee, Before, Due, StepDecision, StepFlaw, StepTerms},
    value::TaskSlug,
};

fn pushed(scene: &Review, change: impl FnOnce(&mut Push)) -> Result<Option<PushPlan>, PushRefused> {
    let step = scene.house.task("review").spec.step.unwrap();
    let mut push = review_flow(step);
    change(&mut push);
    push.plan(scene.house.authority(Right::PushRuns), Some(&scene.house.pushed()))
}

fn step(push: &mut Push) -> &mut StepTerms {
    push.tasks[1].step.as_mut().unwrap()
}

fn flaws(scene: &Review, change: impl FnOnce(&mut Push)) -> Vec<(usize, TaskFlaw)> {
    match pushed(scene, change) {
        Err(PushRefused::Flawed { tasks, .. }) => tasks,
        Err(other) => panic!("{other:?}"),
        Ok(_) => vec![],
    }
}

fn lists(listings: &[Listing]) -> Vec<(&str, Listed)> {
    listings.iter().map(|one| (one.part.sub.as_str(), one.list)).collect()
}

fn who(sub: &str) -> Assignee {
    Assignee::Member(sub.into())
}

const TO_DO: Listed = Listed::ToDo { due: None };

#[test]
fn a_step_comes_to_stand_in_the_lists_of_those_whom_it_names() {
    let scene = Review::new();
    let push = review_flow(scene.house.task("review").spec.step.unwrap());
    let first = push.plan(scene.house.authority(Right::PushRuns), None).unwrap().unwrap().push(&staff(CREATED));
    assert_eq!(lists(&first.state().listings), [("rita", TO_DO), ("rob", TO_DO)]);
    let due = Due { at: at(SATURDAY), zone: "America/Sao_Paulo".parse().unwrap() };
    let changed = pushed(&scene, |push| {
        step(push).assignees = vec![who("rob"), who("rosa")];
        step(push).due = Some(due);
    });
    let later = changed.unwrap().unwrap().push(&staff(SATURDAY));
    let due = Listed::ToDo { due: Some(at(SATURDAY)) };
    assert_eq!(lists(&later.state().listings), [("rob", due), ("rosa", due), ("rita", Listed::Nowhere)]);
}

#[test]
fn a_push_in_steps_takes_nobody_a_step_before_it_counts() {
    let plan = pushed(&Review::new(), |push| step(push).assignees = vec![who("rosa")]);
    let mut plan = plan.unwrap().unwrap();
    let _ = plan.begin(&staff(SATURDAY));
    let staged = plan.stage(plan.batches().remove(0), &staff(SATURDAY));
    assert_eq!(lists(&staged.state().listings), [("rosa", TO_DO)]);
    let finished = plan.finish(&staff(SATURDAY));
    assert_eq!(lists(&finished.state().listings), [("rita", Listed::Nowhere), ("rob", Listed::Nowhere)]);
}

#[test]
fn a_push_in_steps_is_held_against_the_run_again_once_somebody_has_decided_or_given_a_step_away() {
    let scene = Review::of(|step| step.rule = crate::task::StepRule::All);
    let mut plan = pushed(&scene, |push| push.tasks[1].title = "Another review".parse().unwrap()).unwrap().unwrap();
    let _ = plan.begin(&staff(SATURDAY));
    let mut begun = scene;
    begun.house.progress = plan.progress.clone();
    assert!(plan.clone().follow(begun.house.progress.clone()));
    let decided = begun.after("rita", StepDecision::Approve);
    assert!(!plan.follow(decided.house.progress), "the description would change under a decision");
}

#[test]
fn those_who_have_a_step_to_do_count_among_the_rows_of_a_transaction() {
    let scene = Review::new();
    let mut push = review_flow(scene.house.task("review").spec.step.unwrap());
    let assignees: Vec<_> = (0..40).map(|n| who(&format!("somebody {n}"))).collect();
    step(&mut push).assignees = assignees;
    let more = (0..3).map(|n| crate::run::PushedTask { task: slug(&format!("review-{n}")), ..push.tasks[1].clone() });
    let more: Vec<_> = more.collect();
    push.tasks.extend(more);
    let plan = push.plan(scene.house.authority(Right::PushRuns), None).unwrap().unwrap();
    let sizes: Vec<_> = plan.batches().iter().map(Vec::len).collect();
    assert_eq!(sizes, [4, 2], "1 + 41 + 1 + 41, then 41 + 41");
}

#[test]
fn what_is_wrong_with_a_step_is_told_with_the_rest_of_its_task() {
    let found = flaws(&Review::new(), |push| {
        step(push).assignees.clear();
        step(push).not_by = vec![slug("release")];
    });
    let expected = [StepFlaw::AssigneeCount, StepFlaw::NotBefore { list: Before::NotBy, at: 0 }];
    assert_eq!(found, expected.map(|flaw| (1, TaskFlaw::Step(flaw))));
}

#[test]
fn while_it_is_decided_on_a_step_changes_hands_and_dates_and_nothing_else() {
    let scene = Review::of(|step| step.rule = crate::task::StepRule::All).after("rita", StepDecision::Approve);
    let found = flaws(&scene, |push| push.tasks[1].title = "Another review".parse().unwrap());
    assert_eq!(found, [(1, TaskFlaw::BeingDecided)]);
    let changed = pushed(&scene, |push| step(push).assignees = vec![who("rita"), who("rosa")]);
    let later = changed.unwrap().unwrap().push(&staff(SATURDAY));
    let done = Listed::Done { at: at(SATURDAY) };
    let expected = [("rita", done), ("rosa", TO_DO), ("rob", Listed::Nowhere)];
    assert_eq!(lists(&later.state().listings), expected, "who has decided has nothing to do");
}

#[test]
fn no_push_makes_a_result_by_taking_out_who_has_yet_to_decide() {
    let scene = Review::of(|step| step.rule = crate::task::StepRule::All).after("rita", StepDecision::Approve);
    let found = flaws(&scene, |push| step(push).assignees = vec![who("rita")]);
    assert_eq!(found, [(1, TaskFlaw::DecidedByPush)]);
    let found = flaws(&scene, |push| step(push).assignees = vec![who("rob")]);
    assert_eq!(found, [(1, TaskFlaw::DecisionLost)], "her decision counts");
    let anew = |push: &mut Push| {
        step(push).assignees = vec![who("rob")];
        push.tasks[1].cycle = 2;
    };
    assert!(pushed(&scene, anew).is_ok());
}

#[test]
fn after_a_rejection_the_push_opens_draft_and_review_again_in_a_new_cycle() {
    let scene = Review::new().after("rita", StepDecision::Reject);
    assert_eq!(flaws(&scene, |push| push.tasks[1].title = "Again".parse().unwrap()), [(1, TaskFlaw::Completed)]);
    let again = |push: &mut Push| {
        push.tasks[0].cycle = 2;
        push.tasks[1].cycle = 2;
    };
    let change = pushed(&scene, again).unwrap().unwrap().push(&staff(SATURDAY));
    let RunPushed { progress, specs, listings, .. } = change.state();
    assert_eq!(facts(&change)["reopened"], json!(["draft", "review"]));
    assert!([0, 1].iter().all(|index| !progress.done.has(*index) && !progress.held.has(*index)));
    assert_eq!(lists(listings), [("rita", TO_DO), ("rob", TO_DO)]);
    let review = scene.house.task("review");
    let reopened = crate::task::Task::new(review.run, specs[1].clone(), review.state, review.work);
    assert_eq!((reopened.state.completion.clone(), reopened.state.step.responses.len()), (None, 0));
    assert!(reopened.work.closed == 0 && reopened.state.cycle == 2);
    let kept = crate::task::Task::new(reopened.run, specs[1].clone(), reopened.state.clone(), reopened.work.clone());
    assert_eq!(kept, reopened, "what is done in a cycle counts in it");
}

#[test]
fn the_record_of_a_push_tells_who_decides_and_under_which_terms() {
    let ana = "ana@supplier.example".parse().unwrap();
    let scene = Review::new();
    let push = pushed(&scene, |push| {
        step(push).assignees = vec![who("rosa"), Assignee::guest(&ana)];
        step(push).not_by = vec![slug("draft")];
    });
    let told = facts(&push.unwrap().unwrap().push(&staff(SATURDAY)))["steps"].clone();
    let guest = crate::value::RecipientId::of(&slug("acme"), &ana).to_string();
    let terms = json!({
        "members": ["rosa"], "guests": [guest], "rule": "any", "due": null, "not_by": ["draft"], "reviews": [],
    });
    assert_eq!(told, json!({ "review": terms }));
}

#[test]
fn what_was_decided_on_begins_no_new_cycle_without_the_step_that_decided_on_it() {
    let reviewing = || Review::of(|step| (step.rule, step.reviews) = (crate::task::StepRule::All, vec![slug("draft")]));
    let done =
        |state: &mut crate::task::TaskState| state.completion = Some(crate::fixtures::completed_by_ana(at(SATURDAY)));
    let one = reviewing().drafted_by(done).after("rita", StepDecision::Approve);
    let both = reviewing().drafted_by(done).after("rita", StepDecision::Approve).after("rob", StepDecision::Approve);
    let decided_on = [(1, TaskFlaw::DecidedOn { reviewed: slug("draft") })];
    for scene in [&one, &both] {
        assert_eq!(flaws(scene, |push| push.tasks[0].cycle = 2), decided_on);
        assert_eq!(flaws(scene, |push| (push.tasks[0].cycle, push.tasks[1].cycle) = (2, 2)), []);
        assert_eq!(flaws(scene, |push| push.tasks[1].cycle = 2), []);
    }
    assert_eq!(flaws(&reviewing().drafted_by(done), |push| push.tasks[0].cycle = 2), [], "nobody has decided");
    let beside =
        Review::of(|step| step.rule = crate::task::StepRule::All).drafted_by(done).after("rita", StepDecision::Approve);
    assert_eq!(flaws(&beside, |push| push.tasks[0].cycle = 2), [], "it reviews nothing");
}

#[test]
fn cycles_go_up_by_one_so_that_none_is_the_last_by_a_slip() {
    let scene = Review::new();
    for cycle in [3, u16::MAX] {
        assert_eq!(flaws(&scene, |push| push.tasks[1].cycle = cycle), [(1, TaskFlaw::CycleAhead { next: 2 })]);
    }
    let more = |push: &mut Push| push.tasks.push(PushedTask { task: slug("more"), cycle: 2, ..push.tasks[0].clone() });
    let at = scene.house.tasks.len();
    assert_eq!(flaws(&scene, more), [(at, TaskFlaw::CycleAhead { next: 1 })], "of a task that is new");
}

#[test]
fn no_cycle_comes_again_and_the_same_one_is_the_same_push() {
    let mut scene = Review::new();
    let review: TaskSlug = slug("review");
    scene.house.tasks.iter_mut().find(|task| *task.slug() == review).unwrap().spec.cycle = 3;
    assert_eq!(flaws(&scene, |push| push.tasks[1].cycle = 2), [(1, TaskFlaw::CycleOver { cycle: 3 })]);
    assert_eq!(pushed(&scene, |push| push.tasks[1].cycle = 3).unwrap(), None);
}
