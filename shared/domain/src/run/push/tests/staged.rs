//! A push too large for one transaction: nothing of it counts before all of it does, whatever comes between.

use super::*;
use crate::{
    run::Progress,
    task::{TaskState, Work},
};

/// A flow of so many small tasks that wait for nothing.
pub(super) fn many(n: usize, title: &str) -> Push {
    let one = PushedTask { after: vec![], title: title.parse().unwrap(), ..flow().tasks.remove(2) };
    let task = |n| PushedTask { task: slug(&format!("t{n}")), ..one.clone() };
    Push { tasks: (0..n).map(task).collect(), ..flow() }
}

/// The same flow, one of its tasks retitled.
fn but(mut push: Push, task: usize, title: &str) -> Push {
    push.tasks[task].title = title.parse().unwrap();
    push
}

/// The rows of one run, written as the store writes them.
#[derive(Default)]
struct Store {
    run: Option<Run>,
    progress: Option<Progress>,
    specs: Vec<Spec>,
    kinds: Vec<String>,
}

impl Store {
    /// After one push of so many tasks.
    fn with(n: usize) -> Self {
        let mut store = Self::default();
        store.push(&many(n, "First"));
        store
    }

    fn before(&self, push: &Push) -> Option<PushedRun> {
        let progress = self.progress.clone()?;
        let Some(run) = self.run.clone() else { return Some(PushedRun::unfinished(push, progress)) };
        let tasks = run.steps.iter().map(|step| {
            let descriptions = self.specs.iter().filter(|spec| spec.task == step.task).cloned();
            let spec = progress.current(descriptions).unwrap();
            Task { run: run.id, spec, state: TaskState::default(), work: Work::default() }
        });
        let tasks = tasks.collect();
        Some(PushedRun { run, progress, tasks })
    }

    fn plan(&self, push: &Push) -> PushPlan {
        plan(push, self.before(push).as_ref()).unwrap().unwrap()
    }

    /// The titles that count, in the host's order.
    fn titles(&self) -> Vec<String> {
        let run = self.run.as_ref().and_then(|_| self.before(&flow()));
        run.map_or(vec![], |run| run.tasks.iter().map(|task| task.spec.title.to_string()).collect())
    }

    fn progress(&self) -> Progress {
        self.progress.clone().unwrap()
    }

    fn write(&mut self, progress: &Progress, specs: &[Spec]) {
        let stored = self.progress.as_ref().map_or(0, |progress| progress.version);
        assert_eq!(progress.version, stored, "written over another version");
        self.progress = Some(Progress { version: stored + 1, ..progress.clone() });
        for spec in specs {
            self.specs.retain(|stored| (&stored.task, stored.slot) != (&spec.task, spec.slot));
            self.specs.push(spec.clone());
        }
    }

    fn step(&mut self, change: &Change<Staged>) {
        self.kinds.extend(kinds(change));
        self.write(&change.state().progress, &change.state().specs);
    }

    fn end(&mut self, change: &Change<RunPushed>) {
        self.kinds.extend(kinds(change));
        let RunPushed { run, progress, specs } = change.state();
        assert_eq!(run.version, self.run.as_ref().map_or(0, |run| run.version), "written over another version");
        self.write(progress, specs);
        self.run = Some(Run { version: run.version + 1, ..run.clone() });
    }

    /// A push that takes as many steps as it needs.
    fn push(&mut self, push: &Push) {
        let mut plan = self.plan(push);
        if plan.fits_one_step() {
            return self.end(&plan.push(&staff(SATURDAY)));
        }
        self.stage_all(&mut plan);
        self.end(&plan.finish(&staff(SATURDAY)));
    }

    fn stage_all(&mut self, plan: &mut PushPlan) {
        self.step(&plan.begin(&staff(SATURDAY)));
        for batch in plan.batches() {
            self.step(&plan.stage(batch, &staff(SATURDAY)));
        }
    }

    /// A guest completes a task.
    fn complete(&mut self, index: u16) {
        let mut progress = self.progress();
        progress.done.set(index, true);
        self.write(&progress, &[]);
    }
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
    assert_eq!(store.kinds, steps);
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
    let bytes = |batch: &Vec<Spec>| batch.iter().map(plan::bytes).sum::<usize>();
    assert!(batches.iter().all(|batch| batch.len() <= MAX_BATCH_TASKS && bytes(batch) <= MAX_BATCH_BYTES));
    assert!(batches.windows(2).all(|two| bytes(&two[0]) + plan::bytes(&two[1][0]) > MAX_BATCH_BYTES), "nor fewer");
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
fn an_abandoned_push_never_counts_also_not_after_a_later_small_one() {
    let mut store = Store::with(200);
    let mut abandoned = store.plan(&many(201, "Second"));
    store.stage_all(&mut abandoned);
    assert_eq!(store.titles(), vec!["First"; 200]);
    store.push(&but(many(200, "First"), 7, "Third"));
    let mut expected = vec!["First"; 200];
    expected[7] = "Third";
    assert_eq!(store.titles(), expected);
    assert_eq!(store.progress().staged, None);
    assert!(!abandoned.follow(store.progress()), "nor can it be finished any more");
    store.push(&but(but(many(200, "First"), 7, "Third"), 8, "Fourth"));
    expected[8] = "Fourth";
    assert_eq!(store.titles(), expected);
}

#[test]
fn a_first_push_that_was_abandoned_is_in_nobodys_way() {
    let mut store = Store::default();
    let mut abandoned = store.plan(&many(200, "First"));
    store.stage_all(&mut abandoned);
    store.push(&many(3, "Second"));
    assert_eq!(store.titles(), ["Second"; 3]);
    assert_eq!(store.progress().head.seq, 5, "its steps stay on record");
    store.push(&many(200, "Third"));
    assert_eq!(store.titles(), ["Third"; 200]);
}

#[test]
fn a_second_push_that_begins_ends_the_first() {
    let mut store = Store::with(200);
    let mut first = store.plan(&many(200, "Second"));
    store.stage_all(&mut first);
    let mut second = store.plan(&many(200, "Third"));
    store.step(&second.begin(&staff(SATURDAY)));
    assert!(!first.follow(store.progress()));
    assert!(second.follow(store.progress()));
    for batch in second.batches() {
        store.step(&second.stage(batch, &staff(SATURDAY)));
    }
    store.end(&second.finish(&staff(SATURDAY)));
    assert_eq!(store.titles(), vec!["Third"; 200]);
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
