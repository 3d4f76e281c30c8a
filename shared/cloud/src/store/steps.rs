//! The steps of one person: what they have to do, and what they have done.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::Deserialize;
use vestibule_domain::{
    run::{Progress, Run},
    step::StepGate,
    task::{Spec, Task, TaskKey, Work},
    value::{RunId, StepId, TaskSlug},
};

use super::{
    Store,
    read::{Found, IndexRange, MAX_BATCH, take},
};
use crate::{
    error::{NotACursor, StoreError},
    index::{BY_ASSIGNEE, StepList},
    keys::{Item, Key},
    rows::{attribute, corrupt},
};

/// Most steps of a page: with all that a list tells of them, that many are read at once.
pub const MAX_STEPS: i32 = 16;

/// A step in a list of one person, as far as lists look at it.
#[derive(Debug)]
pub struct ListedStep {
    pub gate: StepGate,
    pub run: Run,
    pub progress: Progress,
    /// Without answers.
    pub task: Task,
}

/// One page of a list, and where the next one starts.
#[derive(Debug)]
pub struct StepPage {
    pub steps: Vec<ListedStep>,
    /// For the next call; `None`: this is the end.
    pub cursor: Option<StepCursor>,
}

/// Where a page ended: of which list, by what it is sorted, and its last step. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct StepCursor {
    list: StepList,
    value: i64,
    run: RunId,
    task: TaskSlug,
    step: StepId,
}

impl StepCursor {
    /// Whether it is of that list.
    pub fn is_of(&self, list: StepList) -> bool {
        self.list == list
    }
}

impl FromStr for StepCursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        // The name of a task may hold points, and comes last.
        let parts: Vec<_> = text.splitn(5, '.').collect();
        let [list, value, run, step, task] = parts[..] else { return Err(NotACursor) };
        let list = match list {
            "todo" => StepList::ToDo,
            "done" => StepList::Done,
            _ => return Err(NotACursor),
        };
        let (value, step) = (value.parse().map_err(|_| NotACursor)?, step.parse().map_err(|_| NotACursor)?);
        let (run, task) = (run.parse().map_err(|_| NotACursor)?, task.parse().map_err(|_| NotACursor)?);
        Ok(Self { list, value, run, task, step })
    }
}

impl TryFrom<String> for StepCursor {
    type Error = NotACursor;
    fn try_from(text: String) -> Result<Self, NotACursor> {
        text.parse()
    }
}

impl fmt::Display for StepCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = match self.list {
            StepList::ToDo => "todo",
            StepList::Done => "done",
        };
        write!(f, "{list}.{}.{}.{}.{}", self.value, self.run, self.step, self.task)
    }
}

impl Store {
    /// One page of a list of one person: one query, and one batched read. What is to be done comes by its due date, what is
    /// done by when it was, the latest first.
    pub async fn steps_of(
        &self,
        sub: &str,
        list: StepList,
        cursor: Option<&StepCursor>,
    ) -> Result<StepPage, StoreError> {
        let after = cursor.map(|cursor| {
            let task = TaskKey { run: cursor.run, task: cursor.task.clone() };
            (Key::step(&task, cursor.step), cursor.value)
        });
        let (partition, descending) = (list.partition(sub), list == StepList::Done);
        let range = IndexRange { index: BY_ASSIGNEE, partition: &partition, after, descending, limit: MAX_STEPS };
        let (items, more) = self.index_page(range).await?;
        let ids = items.iter().map(step_of).collect::<Result<Vec<_>, _>>()?;
        let cursor = more.map(|(value, end)| {
            let (TaskKey { run, task }, step) = step_of(&end)?;
            Ok::<_, StoreError>(StepCursor { list, value, run, task, step })
        });
        let cursor = cursor.transpose()?;
        Ok(StepPage { steps: self.listed_steps(&ids).await?, cursor })
    }
}

impl Store {
    /// The steps with these keys, in their order; those that are not there are left out.
    async fn listed_steps(&self, steps: &[(TaskKey, StepId)]) -> Result<Vec<ListedStep>, StoreError> {
        let of_step = |(task, step): &(TaskKey, StepId)| {
            let spec = |slot| Key::spec(task.run, &task.task, slot);
            [Key::step(task, *step), spec(false), spec(true), Key::state(task)]
        };
        let mut runs: Vec<_> = steps.iter().map(|(task, _)| task.run).collect();
        runs.sort_unstable();
        runs.dedup();
        let of_run = |run: &RunId| [Key::run(*run), Key::progress(*run)];
        let keys: Vec<_> = steps.iter().flat_map(of_step).chain(runs.iter().flat_map(of_run)).collect();
        let mut found = self.batch(&keys).await?;
        let mut known = BTreeMap::new();
        for run in runs {
            let [static_part, progress] = of_run(&run);
            if let Some(both) = take::<Run>(&mut found, &static_part)?.zip(take::<Progress>(&mut found, &progress)?) {
                known.insert(run, both);
            }
        }
        let all = steps.iter().map(|step| take_listed(&mut found, of_step(step), known.get(&step.0.run)));
        Ok(all.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }
}

impl Store {
    /// Those among the tasks of a run that are steps, by either of their descriptions. One read for each fifty of them.
    pub async fn steps_among(&self, run: RunId, tasks: &[TaskSlug]) -> Result<Vec<TaskSlug>, StoreError> {
        let mut steps = Vec::new();
        for some in tasks.chunks(MAX_BATCH / 2) {
            let keys = |task: &TaskSlug| [false, true].map(|slot| Key::spec(run, task, slot));
            let asked: Vec<_> = some.iter().flat_map(keys).collect();
            let mut found = self.batch(&asked).await?;
            for task in some {
                let [first, second] = keys(task);
                let specs: [Option<Spec>; 2] = [take(&mut found, &first)?, take(&mut found, &second)?];
                if specs.iter().flatten().any(|spec| spec.step.is_some()) {
                    steps.push(task.clone());
                }
            }
        }
        Ok(steps)
    }
}

/// What a list tells of a step; `None`: there is none any more.
fn take_listed(
    found: &mut Found,
    [gate, first, second, state]: [Key; 4],
    run: Option<&(Run, Progress)>,
) -> Result<Option<ListedStep>, StoreError> {
    let specs: Vec<Spec> = [take(found, &first)?, take(found, &second)?].into_iter().flatten().collect();
    let (gate, state) = (take::<StepGate>(found, &gate)?, take(found, &state)?.unwrap_or_default());
    let (Some(gate), Some((run, progress))) = (gate, run.cloned()) else { return Ok(None) };
    // One that a push would add which has not ended is described already.
    let is_there = |spec: &Spec| run.step(&spec.task).is_some();
    let Some(spec) = progress.current(specs).filter(is_there) else { return Ok(None) };
    let task = Task::new(run.id, spec, state, Work::default());
    Ok(Some(ListedStep { gate, run, progress, task }))
}

/// The step that an entry of the index is of.
fn step_of(item: &Item) -> Result<(TaskKey, StepId), StoreError> {
    let key = Key::of(item);
    let step = attribute(item, "pk").unwrap_or_default().strip_prefix("STEP#").unwrap_or_default().parse();
    let step = step.map_err(|e| corrupt(&key, "pk", &e))?;
    let (run, task) = key.sk.split_once('#').unwrap_or_default();
    let run: RunId = run.parse().map_err(|e| corrupt(&key, "sk", &e))?;
    let task: TaskSlug = task.parse().map_err(|e| corrupt(&key, "sk", &e))?;
    Ok((TaskKey { run, task }, step))
}
