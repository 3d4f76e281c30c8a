//! What stands in each task is what the trails tell of it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Ledger, count, id, text};

/// The kinds of records that a step in a task's state leaves.
const STEPS: [&str; 9] = [
    "share.upload_announced",
    "share.upload_removed",
    "share.file_received",
    "share.file_cleared",
    "share.file_uploaded",
    "share.file_rejected",
    "share.task_completed",
    "share.handed_back",
    "share.accepted",
];

impl Ledger {
    pub(super) fn tasks(&self) {
        for run in self.items("RUN") {
            let id = id(run);
            let progress = self.row(&id, "PROGRESS");
            let work = self.work(&id);
            let mut done = BTreeSet::new();
            for step in run["steps"].as_array().unwrap() {
                let (task, index) = (text(&step[0]), count(&step[1]));
                let spec = self.row(&id, &format!("T#{task}#SPEC#{}", u8::from(bit(&progress["slots"], index))));
                assert_eq!((text(&spec["task"]), count(&spec["index"])), (task.clone(), index), "description");
                if bit(&progress["done"], index) {
                    done.insert(task.clone());
                }
                let of_task: Vec<_> = work.iter().filter(|event| event["facts"]["task"] == *task).collect();
                self.task(&id, &task, done.contains(&task), &of_task);
            }
            let rounds = |kind: &str| {
                let told = work.iter().filter(|event| event["kind"] == kind);
                // Handing back files of several guests is told in the trail of each share that is asked.
                told.map(|event| (text(&event["facts"]["task"]), count(&event["facts"]["round"])))
                    .collect::<BTreeSet<_>>()
            };
            let completed = work.iter().filter(|event| event["kind"] == "share.task_completed").count();
            let (ended, begun) = (rounds("share.task_completed"), rounds("share.handed_back"));
            assert_eq!(completed, ended.len(), "each round is completed once in {id}");
            let still: BTreeSet<_> = ended.into_iter().filter(|(t, n)| !begun.contains(&(t.clone(), n + 1))).collect();
            assert_eq!(still.into_iter().map(|(task, _)| task).collect::<BTreeSet<_>>(), done, "completed in {id}");
        }
    }

    fn task(&self, run: &str, task: &str, done: bool, told: &[&Value]) {
        let (state, work) = (self.row(run, &format!("T#{task}#STATE")), self.row(&format!("{run}#{task}"), "WORK"));
        let rounds = count(&state["back"]);
        let completed = told.iter().filter(|event| event["kind"] == "share.task_completed").count();
        assert_eq!((!state["done"].is_null(), count(&work["closed"])), (done, completed), "completion of {task}");
        assert_eq!(completed, rounds + usize::from(done), "rounds of {task}");
        assert_eq!(self.written_once(run, task, "BACK"), rounds, "rounds of {task}");
        let handed_back: BTreeSet<_> =
            told.iter().filter(|e| e["kind"] == "share.handed_back").map(|e| count(&e["facts"]["round"])).collect();
        assert_eq!(handed_back, (2..rounds + 2).collect(), "rounds of {task}");
        let own = told.iter().filter(|e| e["kind"] != "share.handed_back");
        let steps = own.filter(|event| STEPS.iter().any(|kind| event["kind"] == *kind)).count() + rounds;
        assert_eq!(count(&state["v"]), steps, "commits of {task}");
        let saves = told.iter().filter(|event| event["kind"] == "share.field_changed").count();
        assert_eq!(count(&work["v"]), saves + completed, "saves of {task}");

        let named = |kind: &str, fact: &str| -> BTreeSet<String> {
            told.iter().filter(|e| e["kind"] == kind).map(|e| text(&e["facts"][fact])).collect()
        };
        let comments = &named("share.commented", "comment") | &named("share.staff_commented", "comment");
        assert_eq!(self.written(run, task, "NOTE"), comments, "comments of {task}");
        let announced = named("share.upload_announced", "upload");
        let removed = named("share.upload_removed", "upload");
        let none = serde_json::Map::new();
        let files = state["files"].as_object().unwrap_or(&none);
        let kept = self.written(run, task, "FILE");
        let here: BTreeSet<_> = files.keys().cloned().collect();
        assert!(
            here.is_subset(&kept) && kept.is_subset(&(&announced - &removed)),
            "files of {task}: {here:?} {kept:?}"
        );
        let counted = |file: &Value| ["clean", "returned"].iter().any(|state| file["stage"]["state"] == **state);
        let clean = files.iter().filter(|(_, file)| counted(file));
        let clean: BTreeSet<_> = clean.map(|(id, _)| id.clone()).collect();
        assert_eq!(clean, &named("share.file_uploaded", "upload") - &removed, "files of {task}");
        let changed = told.iter().filter(|e| e["kind"] == "share.field_changed");
        let changed: BTreeSet<_> = changed.flat_map(|e| e["facts"]["fields"].as_array().unwrap()).map(text).collect();
        let answered: BTreeSet<_> = work["answers"].as_object().unwrap_or(&none).keys().cloned().collect();
        assert_eq!(answered, changed, "answers of {task}");
    }

    /// A row by what it is of; `null` if there is none.
    fn row(&self, of: &str, sk: &str) -> Value {
        self.items(sk).find(|row| id(row) == of).cloned().unwrap_or_default()
    }

    /// How many rows of one kind a task has.
    fn written_once(&self, run: &str, task: &str, kind: &str) -> usize {
        let prefix = format!("T#{task}#{kind}#");
        self.state.iter().filter(|row| text(&row["sk"]).starts_with(&prefix) && id(row) == run).count()
    }

    /// The ids of a task's rows of one kind.
    fn written(&self, run: &str, task: &str, kind: &str) -> BTreeSet<String> {
        let prefix = format!("T#{task}#{kind}#");
        let rows = self.state.iter().filter(|row| text(&row["sk"]).starts_with(&prefix) && id(row) == run);
        rows.map(|row| text(&row["id"])).collect()
    }
}

/// One bit of a row's bytes.
fn bit(hex: &Value, index: usize) -> bool {
    let byte =
        text(hex).get(2 + index / 8 * 2..index / 8 * 2 + 4).map_or(0, |hex| u8::from_str_radix(hex, 16).unwrap());
    byte & (1 << (index % 8)) != 0
}
