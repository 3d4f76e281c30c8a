//! A push too large for one transaction: nothing of it counts before all of it does.

use super::{
    stored::{Store, but, many},
    *,
};

#[test]
fn a_task_waits_for_at_most_a_hundred_others() {
    let waiting_for = |n: usize| {
        let mut push = many(102, "T");
        push.tasks[101].after = (0..n).map(|n| slug(&format!("t{n}"))).collect();
        push
    };
    assert!(plan(&waiting_for(100), None).is_ok());
    let Err(PushRefused::Flawed { tasks, .. }) = plan(&waiting_for(101), None) else { panic!("it is flawed") };
    assert_eq!(tasks, [(101, TaskFlaw::TooManyPredecessors)]);
}

#[test]
fn a_run_has_one_to_five_hundred_tasks() {
    assert_eq!(first(&Push { tasks: vec![], ..flow() }).unwrap_err(), PushRefused::TaskCount);
    assert_eq!(MAX_TASKS, 500);
    assert!(plan(&many(500, "T"), None).is_ok());
    assert_eq!(plan(&many(501, "T"), None).unwrap_err(), PushRefused::TaskCount);
}

#[test]
fn a_push_in_steps_stands_on_the_run_that_it_was_held_against_and_no_other() {
    let mut store = Store::default();
    let first = store.plan(&many(100, "First"));
    assert!(first.stands_on(None));
    store.push(&many(100, "Theirs"));
    assert!(!first.stands_on(store.run.as_ref()), "another push has ended meanwhile");
    assert!(store.plan(&many(100, "Ours")).stands_on(store.run.as_ref()));
}

#[test]
fn a_push_of_five_hundred_tasks_is_staged_and_counts_when_it_is_finished() {
    let mut store = Store::default();
    let mut plan = store.plan(&many(500, "First"));
    assert!(!plan.fits_one_step());
    let batches = plan.batches();
    assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [90, 90, 90, 90, 90, 50]);
    store.step(&plan.begin(&staff(CREATED)));
    assert_eq!(store.progress().staged, Some(1));
    for batch in batches {
        store.step(&plan.stage(batch, &staff(CREATED)));
        assert_eq!(store.titles(), [""; 0], "nothing counts yet");
    }
    assert_eq!(store.specs.len(), 500);
    store.end(&plan.finish(&staff(CREATED)));
    assert_eq!(store.titles(), vec!["First"; 500]);
    assert_eq!(store.progress().staged, None);
    let steps = [&["run.push_begun"][..], &["run.tasks_staged"; 6], &["run.pushed"]].concat();
    assert_eq!(store.kinds(), steps);
    assert_eq!(store.progress().head.seq, 8, "each step is on record");
    assert!(super::plan(&many(500, "First"), store.before(&flow()).as_ref()).unwrap().is_none());
}

#[test]
fn each_step_says_what_it_wrote() {
    let mut plan = Store::default().plan(&many(91, "First"));
    assert_eq!(facts(&plan.begin(&staff(CREATED))), json!({ "push": 1, "tasks": 91 }));
    let last = plan.batches().remove(1);
    assert_eq!(facts(&plan.stage(last, &staff(CREATED))), json!({ "push": 1, "tasks": ["t90"] }));
    assert_eq!(facts(&plan.finish(&staff(CREATED)))["changed"].as_array().map(Vec::len), Some(91));
}

#[test]
fn what_fits_one_transaction_takes_one_step() {
    assert!(Store::default().plan(&many(90, "First")).fits_one_step());
    assert!(!Store::default().plan(&many(91, "First")).fits_one_step());
    let store = Store::with(500);
    let small = store.plan(&but(many(500, "First"), 7, "Second"));
    assert!(small.fits_one_step(), "what does not change is not written");
    assert_eq!(small.batches().concat().len(), 1);
}

#[test]
fn large_tasks_are_staged_in_portions_that_fit_a_transaction() {
    let mut push = many(500, "First");
    for task in &mut push.tasks {
        let field = |n| Field {
            slug: slug(&format!("f{n}")),
            label: "L".repeat(200).parse().unwrap(),
            help: "H".repeat(500).parse().ok(),
            required: false,
            kind: FieldKind::LongText(LongText { max_length: None }),
        };
        task.fields = (0..60).map(field).collect();
    }
    let batches = Store::default().plan(&push).batches();
    assert_eq!(batches.concat().len(), 500);
    let names: Vec<_> = batches.concat().into_iter().map(|spec| spec.task).collect();
    assert_eq!(names, push.tasks.iter().map(|task| task.task.clone()).collect::<Vec<_>>(), "each once, in order");
    let bytes = |batch: &Vec<Spec>| batch.iter().map(crate::run::size::bytes).sum::<usize>();
    assert!(batches.iter().all(|batch| batch.len() <= MAX_BATCH_ROWS && bytes(batch) <= MAX_BATCH_BYTES));
    assert!(
        batches.windows(2).all(|two| bytes(&two[0]) + crate::run::size::bytes(&two[1][0]) > MAX_BATCH_BYTES),
        "nor fewer"
    );
}

#[test]
fn the_descriptions_that_count_stay_until_the_last_step() {
    let mut store = Store::with(200);
    let mut plan = store.plan(&many(200, "Second"));
    store.stage_all(&mut plan);
    assert_eq!(store.titles(), vec!["First"; 200]);
    store.end(&plan.finish(&staff(SATURDAY)));
    assert_eq!(store.titles(), vec!["Second"; 200]);
    store.push(&many(200, "Third"));
    assert_eq!(store.titles(), vec!["Third"; 200], "and the rows take turns");
    assert_eq!(store.specs.len(), 400);
}

#[test]
fn a_push_goes_on_over_work_that_does_not_touch_what_it_changes() {
    let mut store = Store::with(200);
    let mut push = many(200, "Second");
    push.tasks[7].title = "First".parse().unwrap();
    let mut plan = store.plan(&push);
    store.stage_all(&mut plan);
    store.complete(7);
    assert!(plan.follow(store.progress()));
    store.end(&plan.finish(&staff(SATURDAY)));
    assert!(store.progress().done.has(7), "what was done meanwhile stays done");
    assert_eq!(store.titles().iter().filter(|title| *title == "Second").count(), 199);
}

#[test]
fn a_push_does_not_go_on_over_the_completion_of_a_task_that_it_changes() {
    let mut store = Store::with(200);
    let mut plan = store.plan(&many(200, "Second"));
    store.stage_all(&mut plan);
    store.complete(7);
    assert!(!plan.follow(store.progress()));
    assert_eq!(store.titles(), vec!["First"; 200]);
}
