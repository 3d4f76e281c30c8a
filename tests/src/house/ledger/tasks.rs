//! What stands in each task is what the trails tell of it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Ledger, count, id, text};

/// The acts that write a task's state, whether a guest does them or an assignee.
const ON_STATE: [&str; 10] = [
    "upload_announced",
    "upload_removed",
    "file_received",
    "file_cleared",
    "file_uploaded",
    "file_rejected",
    "task_completed",
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
    /// How often what was decided in it was set aside, because something that it reviews was handed back.
    pub(super) set_aside: usize,
    /// How often its result came to be on something else.
    outdated: usize,
}

/// In how many rounds of other tasks the records of handing back name it so. Each share that is asked has such a record.
fn named_by(work: &[Value], list: &str, task: &str) -> usize {
    let named = work.iter().filter(|event| has(&event["facts"][list], task));
    named.map(|event| (text(&event["facts"]["task"]), count(&event["facts"]["round"]))).collect::<BTreeSet<_>>().len()
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
                    set_aside: named_by(&work, "set_aside", &task),
                    outdated: named_by(&work, "outdated", &task),
                };
                self.completions(&of_task);
                Self::commits(&of_task);
                self.content(&of_task);
                self.step(&of_task, progress["staged"].is_null() || progress["staged"] != progress["push"]);
            }
            assert_eq!(described, work.len(), "acts in tasks of {id}");
        }
    }

    /// Each round of a cycle is completed once. A push that opens a task again ends a completion, if there is one.
    fn completions(&self, of: &OfTask<'_>) {
        let OfTask { run, task, state, work, done, .. } = of;
        let (rounds_ended, decided) =
            (count(&state["back"]), state["said"].as_array().is_some_and(|said| !said.is_empty()));
        let back = rounds_ended - of.set_aside;
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
        let closed = if closes { rounds_ended + 1 } else { rounds_ended };
        let untouched = !closes && (count(&work["closed"]) == 0) && count(&state["before"]) == rounds_ended;
        if of.is_current(work) && !untouched {
            assert_eq!(count(&work["closed"]), closed, "closed rounds of {task}");
        }
        assert!(of.is_current(work) || !closes, "{task} is completed, and its answers are of an earlier cycle");
    }

    /// A version counts the commits that wrote a row.
    fn commits(of: &OfTask<'_>) {
        let OfTask { task, state, work, .. } = of;
        let acts = ON_STATE.iter().map(|act| of.acts(act).count()).sum::<usize>() + count(&state["back"]);
        let acts = acts + of.accepted();
        let given = of.by_staff.iter().filter(|event| event["kind"] == "run.step_reassigned").count();
        assert_eq!(count(&state["v"]), acts + given + of.outdated, "commits of {task}");
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
        let uploaded = &named("file_uploaded", "upload") - &removed;
        let back: BTreeSet<_> =
            of.acts("handed_back").flat_map(|e| e["facts"]["files"].as_array().unwrap()).map(text).collect();
        // Of what came back the oldest gives way, once a guest has as many as the row takes of them.
        let given_way = &uploaded - &clean;
        assert!(given_way.is_subset(&back) && (given_way.is_empty() || files.len() >= 120), "files of {task}");
        assert!(clean.is_subset(&uploaded), "files of {task}: {clean:?} {uploaded:?}");
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

    /// How often something of it was accepted and nothing returned. The trail of each guest whose files are accepted tells of theirs, and that of
    /// who completed it of all; there it follows what is returned with it.
    fn accepted(&self) -> usize {
        let named = |event: &Value| -> BTreeSet<String> {
            let of = |fact: &str| event["facts"][fact].as_array().cloned().unwrap_or_default();
            of("fields").iter().chain(&of("files")).map(text).collect()
        };
        let round = |event: &Value| count(&event["facts"]["round"]);
        let follows = |event: &Value, other: &Value| {
            other["trail"] == event["trail"]
                && round(other) == round(event) + 1
                && count(&other["seq"]) < count(&event["seq"])
        };
        let returns = |event: &Value| self.acts("handed_back").any(|other| follows(event, other));
        let all: Vec<_> = self.acts("accepted").map(|event| (event, round(event), named(event))).collect();
        let is_part = |event: &Value, of: usize, what: &BTreeSet<String>| {
            all.iter().any(|(other, round, more)| {
                other["trail"] != event["trail"]
                    && *round == of
                    && what.is_subset(more)
                    && (what != more || returns(other))
            })
        };
        let whole = all.iter().filter(|(event, round, what)| !is_part(event, *round, what) && !returns(event));
        whole.map(|(_, round, what)| (round, what)).collect::<BTreeSet<_>>().len()
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
