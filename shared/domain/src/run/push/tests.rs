//! A push keeps what guests have done, changes nothing that is done, and is taken whole or not at all.

use super::*;
use crate::{
    fixtures::{CREATED, House, SATURDAY, at, flow, slug, staff, text},
    task::{Completion, Draft},
};

/// The run with work in it: `company` completed, `closing` commented by nobody, `documents` answered.
fn worked_on() -> (Run, Vec<Task>) {
    let House { mut run, mut tasks, .. } = House::new();
    run.done.insert(slug("company"), at(SATURDAY));
    let share = crate::id::ShareId::new([1; 16]);
    tasks[0].completion = Some(Completion { at: at(SATURDAY), by: "Ana Souza".parse().unwrap(), share });
    tasks[1].answers.insert(slug("note"), Draft { answer: text("soon"), since: 1 });
    (run, tasks)
}

fn again(push: Push) -> Result<Option<Pushed>, PushRefused> {
    super::push(push, Some(worked_on()), &staff(SATURDAY))
}

fn task_flaws_of(push: Push) -> Vec<(TaskSlug, TaskFlaw)> {
    match again(push) {
        Err(PushRefused::Flawed { tasks, .. }) => tasks,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_push_makes_the_run_and_all_its_tasks() {
    let change = push(flow(), None, &staff(CREATED)).unwrap().unwrap();
    let (run, tasks) = change.state();
    assert_eq!(run.id, RunId::derived(&["acme", "procurement", "kyc-2041"]));
    assert_eq!(run.steps.iter().map(|s| s.task.as_str()).collect::<Vec<_>>(), ["company", "documents", "closing"]);
    assert!(tasks.iter().all(|t| t.run == run.id && t.completion.is_none()));
    let all: Vec<TaskSlug> = ["company", "documents", "closing"].map(slug).to_vec();
    let event = Event::RunPushed { run: slug("kyc-2041"), tasks: all.clone(), changed: all };
    assert_eq!(change.entry().records()[0].0.event, event);
}

#[test]
fn an_identical_push_changes_nothing() {
    assert!(again(flow()).unwrap().is_none());
}

#[test]
fn a_changed_task_keeps_the_work_done_in_it_and_the_others_stay_unwritten() {
    let mut push = flow();
    push.tasks[1].spec.title = "Papers".parse().unwrap();
    let change = again(push).unwrap().unwrap();
    let (run, tasks) = change.state();
    let [papers] = tasks.as_slice() else { panic!("one task changed: {tasks:?}") };
    assert_eq!(papers.spec.title.as_str(), "Papers");
    assert_eq!(papers.answers[&slug("note")].answer, text("soon"));
    assert_eq!(papers.version, 1, "it is written over the version that was read");
    assert_eq!(run.steps[1].title.as_str(), "Papers");
    assert!(run.done.contains_key(&slug("company")));
    let changed = vec![slug("documents")];
    assert!(matches!(&change.entry().records()[0].0.event, Event::RunPushed { changed: c, .. } if *c == changed));
}

#[test]
fn a_new_title_or_order_changes_the_run_and_no_task() {
    let mut titled = flow();
    titled.title = "KYC 2041, second round".parse().unwrap();
    let mut ordered = flow();
    ordered.tasks.swap(1, 2);
    for push in [titled, ordered] {
        let change = again(push).unwrap().unwrap();
        assert_eq!(change.state().1, []);
    }
}

#[test]
fn further_tasks_can_be_added() {
    let mut push = flow();
    push.tasks.push(PushedTask { slug: slug("survey"), after: vec![slug("closing")], ..push.tasks[2].clone() });
    let (run, tasks) = again(push).unwrap().unwrap().into_state();
    assert_eq!(tasks.iter().map(|t| t.slug.as_str()).collect::<Vec<_>>(), ["survey"]);
    assert_eq!(run.waiting_on(&slug("survey")), [slug("closing")]);
}

#[test]
fn a_completed_task_cannot_change_nor_move_behind_another() {
    let completed = [(slug("company"), TaskFlaw::Completed)];
    let mut retitled = flow();
    retitled.tasks[0].spec.title = "The company".parse().unwrap();
    assert_eq!(task_flaws_of(retitled), completed);
    let mut moved = flow();
    moved.tasks.push(PushedTask { slug: slug("survey"), after: vec![], ..moved.tasks[2].clone() });
    moved.tasks[0].after = vec![slug("survey")];
    assert_eq!(task_flaws_of(moved), completed);
}

#[test]
fn no_task_can_be_left_out_done_or_not() {
    let mut push = flow();
    push.tasks.truncate(1);
    let flaws = [(slug("closing"), TaskFlaw::LeftOut), (slug("documents"), TaskFlaw::LeftOut)];
    assert_eq!(task_flaws_of(push), flaws);
}

#[test]
fn a_run_has_one_to_sixty_tasks() {
    let mut empty = flow();
    empty.tasks.clear();
    assert_eq!(push(empty, None, &staff(CREATED)).unwrap_err(), PushRefused::TaskCount);
    let many = |n| {
        let one = flow().tasks.remove(2);
        let task = |n| PushedTask { slug: slug(&format!("t{n}")), after: vec![], ..one.clone() };
        push(Push { tasks: (0..n).map(task).collect(), ..flow() }, None, &staff(CREATED))
    };
    assert!(many(60).is_ok());
    assert_eq!(many(61).unwrap_err(), PushRefused::TaskCount);
}

#[test]
fn a_task_is_described_in_at_most_64_kilobytes() {
    let mut push = flow();
    let field = push.tasks[1].spec.fields[0].clone();
    let wordy = |n| crate::task::Field {
        slug: slug(&format!("f{n}")),
        label: "ç".repeat(200).parse().unwrap(),
        help: "ç".repeat(500).parse().ok(),
        ..field.clone()
    };
    push.tasks[1].spec.fields = (0..60).map(wordy).collect();
    assert_eq!(task_flaws_of(push), [(slug("documents"), TaskFlaw::TooLarge)]);
}

#[test]
fn a_task_has_at_most_sixty_fields_each_with_its_own_name() {
    let with_fields = |n: usize, named: fn(usize) -> String| {
        let mut push = flow();
        let field = push.tasks[0].spec.fields[1].clone();
        let fields = (0..n).map(|n| crate::task::Field { slug: slug(&named(n)), ..field.clone() });
        push.tasks[1].spec.fields = fields.collect();
        push
    };
    assert!(again(with_fields(60, |n| format!("f{n}"))).is_ok());
    let documents = slug("documents");
    let flaws = task_flaws_of(with_fields(61, |n| format!("f{n}")));
    assert_eq!(flaws, [(documents.clone(), TaskFlaw::TooManyFields)]);
    let flaws = task_flaws_of(with_fields(2, |_| "f".into()));
    assert_eq!(flaws, [(documents, TaskFlaw::SameField { field: slug("f") })]);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let mut push = flow();
    push.tasks[1].spec.fields[0].kind = crate::task::FieldKind::LongText { max_length: Some(0) };
    push.tasks[1].after = vec![slug("moon")];
    push.tasks.pop();
    let Err(PushRefused::Flawed { graph, tasks }) = again(push) else { panic!("it is flawed") };
    assert_eq!(graph, [GraphFlaw::Unknown { task: slug("documents"), after: slug("moon") }]);
    let field = TaskFlaw::Field { field: slug("contract"), flaw: SpecFlaw::Length };
    assert_eq!(tasks, [(slug("documents"), field), (slug("closing"), TaskFlaw::LeftOut)]);
}
