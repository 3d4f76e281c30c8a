//! What stands in each task is what the trails tell of it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Ledger, count, id, text};

/// The acts that write a task's state, whether a guest does them or an assignee.
const ON_STATE: [&str; 11] = [
    "upload_announced",
    "upload_removed",
    "file_received",
    "file_cleared",
    "file_uploaded",
    "file_rejected",
    "task_completed",
    "accepted",
    "responded",
    "response_withdrawn",
    "delegated",
];

/// One task of a run, with what the run says of it and what the trails tell.
pub(super) struct OfTask<'a> {
    pub(super) run: &'a str,
    pub(super) task: &'a str,
    pub(super) spec: Value,
    pub(super) state: Value,
    pub(super) work: Value,
    pub(super) done: bool,
    pub(super) held: bool,
    /// By guests and assignees.
    pub(super) told: Vec<&'a Value>,
    /// Of the run's own trail.
    pub(super) by_staff: Vec<&'a Value>,
    /// How often a push opened it again.
    pub(super) reopened: usize,
}

impl Ledger {
    pub(super) fn tasks(&self) {
        for run in self.items("RUN") {
            let id = id(run);
            let progress = self.row(&id, "PROGRESS");
            let (work, of_run) = (self.work(&id), self.told(&format!("run/{id}")));
            let mut described = 0;
            for step in run["steps"].as_array().unwrap() {
                let (task, index) = (text(&step[0]), count(&step[1]));
                let spec = self.row(&id, &format!("T#{task}#SPEC#{}", u8::from(bit(&progress["slots"], index))));
                assert_eq!((text(&spec["task"]), count(&spec["index"])), (task.clone(), index), "description");
                let again = of_run.iter().filter(|event| has(&event["facts"]["reopened"], &task)).count();
                let (done, held) = (bit(&progress["done"], index), bit(&progress["held"], index));
                let told: Vec<_> = work.iter().filter(|event| event["facts"]["task"] == *task).collect();
                described += told.len();
                let of_task = OfTask {
                    run: &id,
                    task: &task,
                    state: self.row(&id, &format!("T#{task}#STATE")),
                    work: self.row(&format!("{id}#{task}"), "WORK"),
                    spec,
                    done,
                    held,
                    told,
                    by_staff: of_run.iter().filter(|event| event["facts"]["task"] == *task).collect(),
                    reopened: again,
                };
                self.completions(&of_task);
                Self::commits(&of_task);
                self.content(&of_task);
                self.step(&of_task, progress["staged"].is_null());
            }
            assert_eq!(described, work.len(), "acts in tasks of {id}");
        }
    }

    /// Each round of a cycle is completed once. A push that opens a task again ends a completion, if there is one.
    fn completions(&self, of: &OfTask<'_>) {
        let OfTask { run, task, state, work, done, .. } = of;
        let (back, decided) = (count(&state["back"]), state["said"].as_array().is_some_and(|said| !said.is_empty()));
        assert_eq!((!state["done"].is_null()) && of.is_current(state), *done, "completion of {task}");
        let completed = of.ended().count();
        let by_push = completed - back - usize::from(*done);
        assert!(by_push <= of.reopened, "{task}: {by_push} completions ended in {} new cycles", of.reopened);
        let rounds = |kind: &str| of.acts(kind).map(|event| count(&event["facts"]["round"])).collect::<Vec<_>>();
        // Handing back files of several guests is told in the trail of each share that is asked.
        let handed_back: BTreeSet<_> = rounds("handed_back").into_iter().collect();
        assert_eq!(handed_back, (2..back + 2).collect(), "rounds of {task}");
        assert_eq!(self.written_once(run, task, "BACK"), back, "rounds of {task}");
        let ended = rounds("task_completed");
        let once: BTreeSet<_> = ended.iter().copied().collect();
        assert!(ended.len() - once.len() <= of.reopened, "rounds of {task}: {ended:?}");
        let closes = (*done || decided) && of.is_current(state);
        let closed = if closes { back + 1 } else { back };
        let untouched = !closes && (count(&work["closed"]) == 0) && count(&state["before"]) == back;
        if of.is_current(work) && !untouched {
            assert_eq!(count(&work["closed"]), closed, "closed rounds of {task}");
        }
        assert!(of.is_current(work) || !closes, "{task} is completed, and its answers are of an earlier cycle");
    }

    /// A version counts the commits that wrote a row.
    fn commits(of: &OfTask<'_>) {
        let OfTask { task, state, work, .. } = of;
        let acts = ON_STATE.iter().map(|act| of.acts(act).count()).sum::<usize>() + count(&state["back"]);
        let given = of.by_staff.iter().filter(|event| event["kind"] == "run.step_reassigned").count();
        assert_eq!(count(&state["v"]), acts + given, "commits of {task}");
        let writes = ["field_changed", "task_completed", "responded", "response_withdrawn"];
        let writes: usize = writes.iter().map(|act| of.acts(act).count()).sum();
        assert_eq!(count(&work["v"]), writes, "saves of {task}");
    }

    /// Comments, files and answers.
    fn content(&self, of: &OfTask<'_>) {
        let OfTask { run, task, state, work, .. } = of;
        let named = |kind: &str, fact: &str| -> BTreeSet<String> {
            of.acts(kind).map(|event| text(&event["facts"][fact])).collect()
        };
        let comments = &named("commented", "comment") | &named("staff_commented", "comment");
        let comments = &comments | &(&named("responded", "comment") - &[String::new()].into());
        assert_eq!(self.written(run, task, "NOTE"), comments, "comments of {task}");
        let announced = named("upload_announced", "upload");
        let removed = named("upload_removed", "upload");
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
        assert_eq!(clean, &named("file_uploaded", "upload") - &removed, "files of {task}");
        let changed: BTreeSet<_> =
            of.acts("field_changed").flat_map(|e| e["facts"]["fields"].as_array().unwrap()).map(text).collect();
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

impl OfTask<'_> {
    /// The records of one act, by whichever way somebody came.
    pub(super) fn acts(&self, act: &str) -> impl Iterator<Item = &Value> {
        self.told.iter().copied().filter(move |event| act_of(event) == act)
    }

    /// The records that completed it.
    pub(super) fn ended(&self) -> impl Iterator<Item = &Value> {
        self.acts("task_completed").chain(self.acts("responded").filter(|event| !event["facts"]["result"].is_null()))
    }

    /// Whether a row of the task is of the cycle that its description says.
    pub(super) fn is_current(&self, row: &Value) -> bool {
        count(&row["cycle"]).max(1) == count(&self.spec["cycle"]).max(1)
    }
}

/// What was done, whether a guest did it or an assignee.
pub(super) fn act_of(event: &Value) -> &str {
    event["kind"].as_str().and_then(|kind| kind.split_once('.')).map_or("", |(_, act)| act)
}

fn has(list: &Value, task: &str) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|one| one == task))
}

/// One bit of a row's bytes.
fn bit(hex: &Value, index: usize) -> bool {
    let byte =
        text(hex).get(2 + index / 8 * 2..index / 8 * 2 + 4).map_or(0, |hex| u8::from_str_radix(hex, 16).unwrap());
    byte & (1 << (index % 8)) != 0
}
