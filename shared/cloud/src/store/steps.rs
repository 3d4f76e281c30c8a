//! The steps of one person: what they have to do, what they have done, and one of them to act in.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::Deserialize;
use vestibule_domain::{
    file::UploadLimits,
    gate::OnTask,
    run::{Progress, Run},
    staff::{Org, Profile, Project},
    step::StepGate,
    task::{Spec, Task, TaskKey, TaskState, WholeTask, Work},
    value::{RunId, StepId, TaskSlug},
    work::Deciding,
};

use super::{
    Store,
    read::{Found, take},
    tasks::{Also, AlsoKey, FoundRows, take_task, task_keys},
    view::TaskRows,
};
use crate::{
    error::{NotACursor, StoreError},
    index::{BY_ASSIGNEE, StepList},
    keys::{Item, Key, number, text},
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

/// Who asks, their part in a step, and the task with what an act names beside it; `None`: there is none.
#[derive(Debug)]
pub struct AskedByAssignee<T> {
    pub profile: Option<Profile>,
    pub gate: Option<StepGate>,
    pub on: Option<OnTask<T>>,
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
        let (partition, index) = (list.partition(sub), BY_ASSIGNEE);
        let start = cursor.map(|cursor| {
            let task = TaskKey { run: cursor.run, task: cursor.task.clone() };
            let mut start: Item = Key::step(&task, cursor.step).item();
            start.insert(index.partition.into(), text(&partition));
            start.insert(index.sort.into(), number(cursor.value));
            start
        });
        let asked = self
            .dynamodb
            .query()
            .table_name(&self.state)
            .index_name(index.name)
            .key_condition_expression("#p = :p")
            .expression_attribute_names("#p", index.partition)
            .expression_attribute_values(":p", text(&partition))
            .scan_index_forward(list == StepList::ToDo)
            .limit(MAX_STEPS)
            .set_exclusive_start_key(start);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        let ids = page.items.unwrap_or_default().iter().map(step_of).collect::<Result<Vec<_>, _>>()?;
        let cursor = page.last_evaluated_key.as_ref().map(|end| {
            let value = end.get(index.sort).and_then(|value| value.as_n().ok()?.parse().ok());
            let value = value.ok_or_else(|| corrupt(&Key::of(end), index.sort, &"is not a number"))?;
            let (TaskKey { run, task }, step) = step_of(end)?;
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

    /// One batched read: who asks, their part in a step, its task, and what an act names beside it.
    pub async fn assignee_and_task<T: Also>(
        &self,
        sub: &str,
        task: &TaskKey,
        named: &T::Named,
    ) -> Result<AskedByAssignee<T>, StoreError> {
        let also = T::key(task, named);
        let (person, gate) = (Key::person(sub), Key::step(task, StepId::of(task.run, &task.task, sub)));
        let mut asked = vec![person.clone(), gate.clone()];
        asked.extend(task_keys(task));
        asked.extend(also.as_ref().map(|AlsoKey(key)| key.clone()));
        let mut found = FoundRows(self.batch(&asked).await?);
        let (profile, gate) = (take(&mut found.0, &person)?, take(&mut found.0, &gate)?);
        let also = T::take(&mut found, also)?;
        let on = take_task(&mut found.0, task)?;
        let on = on.zip(also).map(|((progress, task), also)| OnTask { progress, task, also });
        Ok(AskedByAssignee { profile, gate, on })
    }

    /// One batched read: one person's part in a step, and its task with what an act names beside it.
    pub async fn step_and_task<T: Also>(
        &self,
        step: StepId,
        task: &TaskKey,
        named: &T::Named,
    ) -> Result<(Option<StepGate>, Option<OnTask<T>>), StoreError> {
        let (also, gate) = (T::key(task, named), Key::step(task, step));
        let mut asked: Vec<_> = std::iter::once(gate.clone()).chain(task_keys(task)).collect();
        asked.extend(also.as_ref().map(|AlsoKey(key)| key.clone()));
        let mut found = FoundRows(self.batch(&asked).await?);
        let gate = take(&mut found.0, &gate)?;
        let also = T::take(&mut found, also)?;
        let on = take_task(&mut found.0, task)?;
        Ok((gate, on.zip(also).map(|((progress, task), also)| OnTask { progress, task, also })))
    }

    /// With how far those tasks have come whose workers may not decide: one batched read, where there are any.
    pub async fn deciding(&self, on: OnTask<Run>) -> Result<OnTask<Deciding>, StoreError> {
        let OnTask { progress, task, also: run } = on;
        let named = task.spec.step.iter().flat_map(|step| &step.not_by);
        let keys: Vec<_> = named.map(|named| TaskKey { run: task.run, task: named.clone() }).collect();
        let states: Vec<_> = keys.iter().map(Key::state).collect();
        let mut found = self.batch(&states).await?;
        let mut before = BTreeMap::new();
        for (key, state) in keys.into_iter().zip(states) {
            if let Some(state) = take::<TaskState>(&mut found, &state)? {
                before.insert(key.task, state);
            }
        }
        Ok(OnTask { progress, task, also: Deciding { run, before } })
    }

    /// Two reads at once, then one of its answers: a task with its run, if somebody has a part in it.
    pub async fn whole_step(&self, sub: &str, key: &TaskKey) -> Result<Option<(Run, Progress, WholeTask)>, StoreError> {
        let gate = Key::step(key, StepId::of(key.run, &key.task, sub));
        let asked = [gate.clone(), Key::run(key.run), Key::progress(key.run)];
        let prefix = Key::task_prefix(&key.task);
        let (found, items) = tokio::join!(self.batch(&asked), self.all(Key::run(key.run).pk, Some(&prefix)));
        let (mut found, mut rows) = (found?, TaskRows::default());
        rows.read(items?)?;
        let [gate, run, progress] = asked;
        let (gate, run, progress) =
            (take::<StepGate>(&mut found, &gate)?, take(&mut found, &run)?, take(&mut found, &progress)?);
        let (Some(_), Some(run), Some(progress)) = (gate, run, progress) else { return Ok(None) };
        let mut works = self.works(key.run, std::slice::from_ref(&key.task)).await?;
        Ok(rows.take(key, &mut works, &progress)?.map(|whole| (run, progress, whole)))
    }

    /// What files that come in a step are held against: one batched read.
    pub async fn limits_of(&self, gate: &StepGate) -> Result<Option<UploadLimits>, StoreError> {
        let (org, project) = (Key::org(&gate.part.org), Key::project(&gate.part.org, &gate.part.project));
        let mut found = self.batch(&[org.clone(), project.clone()]).await?;
        let both = take::<Org>(&mut found, &org)?.zip(take::<Project>(&mut found, &project)?);
        Ok(both.map(|(org, project)| UploadLimits::from(&project.policy_within(&org))))
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
    let Some(spec) = progress.current(specs) else { return Ok(None) };
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
