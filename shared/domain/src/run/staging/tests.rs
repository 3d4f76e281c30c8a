//! A push keeps what guests have done, changes nothing that is done, and is taken whole or not at all.

mod interrupted;
mod lists;
mod staged;
mod steps;
mod stored;

use serde_json::json;

use super::*;
use crate::{
    fixtures::{CREATED, House, SATURDAY, at, facts, flow, kinds, member, slug, staff},
    run::{GraphFlaw, KnownRun, MAX_TASKS, Push, PushRefused, PushedTask, TaskFlaw, Turn},
    staff::{Forbidden, Member, OrgRole, Right, Role},
    task::{Completion, Field, FieldKind, SpecFlaw, Task, kind::LongText},
    value::RunId,
};

/// With `company` completed.
fn worked_in() -> House {
    let mut house = House::new().after("company");
    let share = crate::value::ShareId::new([1; 16]);
    let (by, recipient) = ("Ana Souza".parse().unwrap(), crate::value::RecipientId::new([1; 16]));
    house.tasks[0].state.completion = Some(Completion {
        at: at(SATURDAY),
        by,
        through: share.into(),
        recipient,
        record: crate::audit::Head::default(),
        result: None,
    });
    house
}

fn worked_on() -> KnownRun {
    worked_in().pushed()
}

fn plan(push: &Push, before: Option<&KnownRun>) -> Result<Option<PushPlan>, PushRefused> {
    push.plan(House::new().authority(Right::PushRuns), before)
}

fn first(push: &Push) -> Result<Change<RunPushed>, PushRefused> {
    plan(push, None).map(|plan| plan.unwrap().push(&staff(CREATED)))
}

fn again(push: &Push) -> Result<Option<Change<RunPushed>>, PushRefused> {
    plan(push, Some(&worked_on())).map(|plan| plan.map(|plan| plan.push(&staff(SATURDAY))))
}

fn task_flaws_of(push: &Push) -> Vec<(usize, TaskFlaw)> {
    match again(push) {
        Err(PushRefused::Flawed { tasks, .. }) => tasks,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_push_makes_the_run_and_all_its_tasks() {
    let change = first(&flow()).unwrap();
    let RunPushed { run, progress, specs, .. } = change.state();
    assert_eq!(run.id, RunId::derived(&["acme", "procurement", "kyc-2041"]));
    assert_eq!(run.steps.iter().map(|s| s.task.as_str()).collect::<Vec<_>>(), ["company", "documents", "closing"]);
    assert_eq!(
        run.steps.iter().map(|s| (s.index, s.after.clone())).collect::<Vec<_>>(),
        [(0, vec![]), (1, vec![0]), (2, vec![1])]
    );
    assert!(specs.iter().all(|spec| progress.current([spec.clone()]).is_some() && !progress.done.has(spec.index)));
    let all = ["company", "documents", "closing"];
    assert_eq!(kinds(&change), ["run.pushed"]);
    assert_eq!(
        facts(&change),
        json!({ "run": "kyc-2041", "tasks": all, "changed": all, "steps": {}, "reopened": [], "taken": {} })
    );
}

#[test]
fn an_identical_push_changes_nothing() {
    assert!(again(&flow()).unwrap().is_none());
}

#[test]
fn a_changed_task_keeps_the_work_done_in_it_and_the_others_stay_unwritten() {
    let mut push = flow();
    push.tasks[1].title = "Papers".parse().unwrap();
    let change = again(&push).unwrap().unwrap();
    let RunPushed { run, progress, specs, .. } = change.state();
    let [papers] = specs.as_slice() else { panic!("one task changed: {specs:?}") };
    assert_eq!(
        (papers.title.as_str(), papers.index),
        ("Papers", 1),
        "what was done in it is in rows that no push writes"
    );
    let before = worked_on();
    assert_ne!(papers.slot, before.tasks[1].spec.slot, "it is written beside the description that counted");
    assert_eq!(progress.current([before.tasks[1].spec.clone(), papers.clone()]).as_ref(), Some(papers));
    assert_eq!(run.version, before.run.version, "it is written over the version that was read");
    assert_eq!(progress.done, before.progress.done);
    assert_eq!(facts(&change)["changed"], json!(["documents"]));
}

#[test]
fn a_new_title_or_order_changes_the_run_and_no_task() {
    let titled = Push { title: "KYC 2041, second round".parse().unwrap(), ..flow() };
    let mut ordered = flow();
    ordered.tasks.swap(1, 2);
    for push in [titled, ordered] {
        let change = again(&push).unwrap().unwrap();
        assert_eq!(change.state().specs, []);
    }
}

#[test]
fn further_tasks_can_be_added() {
    let mut push = flow();
    push.tasks.insert(0, PushedTask { task: slug("survey"), after: vec![slug("closing")], ..push.tasks[2].clone() });
    let RunPushed { run, progress, specs, .. } = again(&push).unwrap().unwrap().into_state();
    let [survey] = specs.as_slice() else { panic!("one task is new: {specs:?}") };
    assert_eq!((survey.task.as_str(), survey.index), ("survey", 3), "numbers are not given again");
    assert_eq!(progress.waiting_on(survey), [slug("closing")]);
    assert_eq!(run.steps[0].task, survey.task, "the order is the host's");
}

#[test]
fn a_completed_task_cannot_change_nor_move_behind_another() {
    let completed = [(0, TaskFlaw::Completed)];
    let mut retitled = flow();
    retitled.tasks[0].title = "The company".parse().unwrap();
    assert_eq!(task_flaws_of(&retitled), completed);
    let mut moved = flow();
    moved.tasks.push(PushedTask { task: slug("survey"), after: vec![], ..moved.tasks[2].clone() });
    moved.tasks[0].after = vec![slug("survey")];
    assert_eq!(task_flaws_of(&moved), completed);
}

#[test]
fn no_task_can_be_left_out_done_or_not() {
    let mut push = flow();
    push.tasks.truncate(1);
    let left_out = vec![slug("closing"), slug("documents")];
    assert_eq!(again(&push).unwrap_err(), PushRefused::Flawed { graph: vec![], tasks: vec![], left_out });
}

#[test]
fn a_task_is_described_in_at_most_64_kilobytes() {
    let mut push = flow();
    let field = push.tasks[1].fields[0].clone();
    let wordy = |n| Field {
        slug: slug(&format!("f{n}")),
        label: "ç".repeat(200).parse().unwrap(),
        help: "ç".repeat(500).parse().ok(),
        ..field.clone()
    };
    push.tasks[1].fields = (0..60).map(wordy).collect();
    assert_eq!(task_flaws_of(&push), [(1, TaskFlaw::TooLarge)]);
}

#[test]
fn a_task_has_at_most_sixty_fields_each_with_its_own_name() {
    let with_fields = |n: usize, named: fn(usize) -> String| {
        let mut push = flow();
        let field = push.tasks[0].fields[1].clone();
        push.tasks[1].fields = (0..n).map(|n| Field { slug: slug(&named(n)), ..field.clone() }).collect();
        push
    };
    assert!(again(&with_fields(60, |n| format!("f{n}"))).is_ok());
    let flaws = task_flaws_of(&with_fields(61, |n| format!("f{n}")));
    assert_eq!(flaws, [(1, TaskFlaw::TooManyFields)]);
    let flaws = task_flaws_of(&with_fields(2, |_| "f".into()));
    assert_eq!(flaws, [(1, TaskFlaw::SameField { at: 1, field: slug("f") })]);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let mut push = flow();
    push.tasks[1].fields[0].kind = FieldKind::LongText(LongText { max_length: Some(0) });
    push.tasks[1].after = vec![slug("moon")];
    push.tasks.pop();
    let flawed = PushRefused::Flawed {
        graph: vec![GraphFlaw::Unknown { at: 1, nth: 0, after: slug("moon") }],
        tasks: vec![(1, TaskFlaw::Field { at: 0, flaw: SpecFlaw::Length { most: 10_000 } })],
        left_out: vec![slug("closing")],
    };
    assert_eq!(again(&push).unwrap_err(), flawed);
}

#[test]
fn a_proof_of_another_right_project_or_org_pushes_nothing() {
    let (house, tower, here) = (House::new(), slug("tower"), slug("procurement"));
    let admin = Member { roles: crate::staff::Roles::of_org(OrgRole::OrgAdmin), ..member("olga", Role::Viewer) };
    let stranger = Member { org: slug("globex"), ..admin.clone() };
    for elsewhere in [
        house.authority(Right::CreateShares),
        admin.authority(&tower, Right::PushRuns).unwrap(),
        stranger.authority(&here, Right::PushRuns).unwrap(),
    ] {
        assert_eq!(flow().plan(elsewhere, None).unwrap_err(), Forbidden::NoSuchProject.into());
    }
}

#[test]
fn a_tasks_turn_comes_when_all_that_it_waits_for_is_done() {
    let house = worked_in();
    let turn = |task: &Task| Turn::of(task, &house.progress);
    assert_eq!(turn(&house.tasks[0]), Turn::Completed { at: at(SATURDAY) });
    assert_eq!(turn(&house.tasks[1]), Turn::Open);
    assert_eq!(turn(&house.tasks[2]), Turn::Waiting { on: vec![slug("documents")] });
}
