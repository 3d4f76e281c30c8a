//! What a guest sees: a share with its tasks, whole, but for what staff wrote for themselves.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_domain::{
    policy::Policy,
    run::{KnownTask, Progress, Run},
    share::{LeftToDo, Permission, Scope, Share, Tasks, UpFront},
    task::{Assignee, HandedBack, Spec, Task, TaskKey, TaskState, Upload, WholeTask},
    value::{Line, RunId, ShareId, TaskSlug},
};

use super::{
    Store,
    comments::Comments,
    read::{Found, MAX_BATCH, Range, take},
    rounds::Rounds,
    shares::{keys, take_share},
    task_page::{MAX_PAGE_TASKS, answer_bytes, page_with},
    tasks::current,
    work::Works,
};
use crate::{
    error::StoreError,
    keys::{Item, Key},
    rows::{self, attribute},
};

/// Some tasks of a share with the run that they are in, in the host's order.
#[derive(Debug)]
pub struct SharedTasks {
    pub run: Run,
    pub progress: Progress,
    pub tasks: Vec<WholeTask>,
    /// What the project allows now, where one of the tasks is a step.
    pub policy: Option<Policy>,
    /// What the tasks are called that its guest reviews in these.
    pub titles: BTreeMap<TaskSlug, Line<200>>,
    /// How far those have come, and those whose workers may not decide in these.
    pub before: BTreeMap<TaskSlug, TaskState>,
    /// Tasks of the share come before these.
    pub earlier: bool,
    /// The task that the next page begins with; `None`: this is the end.
    pub next: Option<TaskSlug>,
}

/// The rows of tasks as they come, sorted by task.
#[derive(Debug, Default)]
pub(super) struct TaskRows {
    pub(super) run: Option<Run>,
    pub(super) progress: Option<Progress>,
    parts: BTreeMap<TaskSlug, Parts>,
}

#[derive(Debug, Default)]
struct Parts {
    specs: Vec<Spec>,
    state: TaskState,
    uploads: Vec<Upload>,
    comments: Comments,
    rounds: Rounds,
    /// What all its rows take of an answer.
    bytes: usize,
}

impl TaskRows {
    pub(super) fn read(&mut self, items: Vec<Item>) -> Result<(), StoreError> {
        for item in items {
            let sk = attribute(&item, "sk").unwrap_or_default().to_owned();
            let Some((task, part)) = sk.strip_prefix("T#").and_then(|rest| rest.split_once('#')) else {
                match sk.as_str() {
                    "RUN" => self.run = Some(rows::read(item)?),
                    "PROGRESS" => self.progress = Some(rows::read(item)?),
                    _ => return Err(rows::corrupt(&Key::of(&item), "sk", &"is of no row of a run").into()),
                }
                continue;
            };
            let slug: TaskSlug = task.parse().map_err(|e| rows::corrupt(&Key::of(&item), "sk", &e))?;
            let parts = self.parts.entry(slug).or_default();
            let bytes = answer_bytes(&item);
            parts.bytes += bytes;
            match part.split('#').next() {
                Some("SPEC") => parts.specs.push(rows::read(item)?),
                Some("STATE") => parts.state = rows::read(item)?,
                Some("FILE") => parts.uploads.push(rows::read(item)?),
                Some("BACK") => {
                    parts.bytes -= bytes;
                    parts.rounds.add(rows::read(item)?, bytes);
                }
                Some("NOTE") => parts.bytes -= parts.comments.add(rows::read(item)?, bytes),
                _ => return Err(rows::corrupt(&Key::of(&item), "sk", &"is of no row of a task").into()),
            }
        }
        Ok(())
    }

    /// Whether one of these tasks is a step.
    fn has_step(&self, tasks: &[TaskSlug]) -> bool {
        let specs = tasks.iter().filter_map(|task| self.parts.get(task)).flat_map(|parts| &parts.specs);
        specs.into_iter().any(|spec| spec.step.is_some())
    }

    /// The tasks that somebody may have to review in these, and those that their steps name at all, each once.
    pub(super) fn named_in(&self, tasks: &[TaskSlug], who: &Assignee) -> (Vec<TaskSlug>, Vec<TaskSlug>) {
        let parts = tasks.iter().filter_map(|task| self.parts.get(task));
        let specs = parts.flat_map(|parts| parts.specs.iter().map(|spec| (spec, &parts.state)));
        let theirs = specs.filter_map(|(spec, state)| {
            let state = state.clone().in_cycle(spec.cycle);
            spec.step.as_ref().filter(|step| step.is_assigned(&state.step, who))
        });
        let theirs: Vec<_> = theirs.collect();
        let reviewed: BTreeSet<_> = theirs.iter().flat_map(|step| &step.reviews).cloned().collect();
        let named: BTreeSet<_> = theirs.iter().flat_map(|step| step.before()).cloned().collect();
        (reviewed.into_iter().collect(), named.into_iter().collect())
    }

    /// What a task takes of an answer with its answers, in bytes.
    pub(super) fn bytes(&self, key: &TaskKey, works: &Works) -> usize {
        self.parts.get(&key.task).map_or(0, |parts| parts.bytes + parts.rounds.bytes() + works.bytes(key))
    }

    /// One task with its answers, if its description counts.
    pub(super) fn take(
        &mut self,
        key: &TaskKey,
        works: &mut Works,
        progress: &Progress,
    ) -> Result<Option<WholeTask>, StoreError> {
        let Some(parts) = self.parts.remove(&key.task) else { return Ok(None) };
        let Some(spec) = progress.current(parts.specs) else { return Ok(None) };
        let task = Task::new(key.run, spec, parts.state, works.take(key)?);
        Ok(Some(WholeTask::new(task, parts.uploads, parts.comments.into_vec()).in_rounds(parts.rounds.told())))
    }

    /// One task as a push finds it, if its description counts.
    pub(super) fn take_known(&mut self, task: &TaskSlug, progress: &Progress) -> Option<KnownTask> {
        let parts = self.parts.remove(task)?;
        let spec = progress.current(parts.specs.iter().cloned())?;
        let other = parts.specs.into_iter().find(|other| other.slot != spec.slot);
        Some(KnownTask { other, ..KnownTask::new(spec, parts.state) })
    }
}

impl Store {
    /// The page of a share that has a task in it, or the first. One read, then one of all answers, and at the same
    /// time, where there is a step, one of what the project allows; between them, where the run does not fit 1 MB, one, and
    /// one for each task of the page at the same time.
    pub async fn view(&self, share: &Share, with: Option<&TaskSlug>) -> Result<Option<SharedTasks>, StoreError> {
        let Some(scope) = share.terms.scope.as_tasks() else { return Ok(None) };
        let run = scope.run;
        let (items, more) = self.page(Range { pk: Key::run(run).pk, prefix: None, after: None }).await?;
        let mut rows = TaskRows::default();
        rows.read(if more.is_none() { items } else { self.heads(run).await? })?;
        let (Some(flow), Some(progress)) = (rows.run.take(), rows.progress.take()) else { return Ok(None) };
        let shared: Vec<_> =
            flow.steps.iter().map(|step| &step.task).filter(|task| scope.tasks.contains(task)).collect();
        let with = with.and_then(|with| shared.iter().position(|task| *task == with)).unwrap_or(0);
        let begin = with - with % MAX_PAGE_TASKS;
        let wanted: Vec<_> = shared.iter().skip(begin).take(MAX_PAGE_TASKS).map(|task| (*task).clone()).collect();
        if more.is_some() {
            self.rows_of_tasks(run, &wanted, &mut rows).await?;
        }
        let has_step = rows.has_step(&wanted);
        let policy = async { if has_step { self.policy_of(&flow.org, &flow.project).await } else { Ok(None) } };
        let (reviewed, named) = rows.named_in(&wanted, &share.assignee());
        let titles = self.titles(&flow, &progress, &reviewed);
        let before = self.states(run, &named);
        let (works, policy, titles, before) = tokio::join!(self.works(run, &wanted), policy, titles, before);
        let (mut works, policy, titles, before) = (works?, policy?, titles?, before?);
        if has_step && policy.is_none() {
            return Ok(None);
        }
        let keys: Vec<_> = wanted.into_iter().map(|task| TaskKey { run, task }).collect();
        let sizes: Vec<_> = keys.iter().map(|key| rows.bytes(key, &works)).collect();
        let shown = page_with(with - begin, &sizes);
        let (earlier, next) = (begin + shown.start > 0, shared.get(begin + shown.end).map(|task| (*task).clone()));
        let tasks = keys[shown].iter().filter_map(|key| rows.take(key, &mut works, &progress).transpose());
        let tasks = tasks.map(|whole| whole.map(WholeTask::for_guests)).collect::<Result<_, _>>()?;
        Ok(Some(SharedTasks { run: flow, progress, tasks, policy, titles, before, earlier, next }))
    }

    /// What somebody reads of a share who has the link alone. One read, and of tasks one more for each hundred rows: the run, the
    /// tasks that may be named and those that the guest may have to decide.
    pub async fn up_front(&self, share: &Share) -> Result<UpFront, StoreError> {
        match &share.terms.scope {
            Scope::Tasks(scope) => Ok(UpFront::Tasks(self.left_to_do(share, scope).await?)),
            Scope::Document(scope) => {
                let document = if share.is_shown_up_front() { self.document(scope.document).await? } else { None };
                Ok(UpFront::Document(share.document_up_front(document.as_ref())))
            }
        }
    }

    async fn left_to_do(&self, share: &Share, scope: &Tasks) -> Result<LeftToDo, StoreError> {
        let run = scope.run;
        if share.gate.completed_at.is_some() {
            return Ok(LeftToDo::default());
        }
        let decides = share.terms.permissions.contains(&Permission::Respond);
        let tasks = if decides { &scope.tasks[..] } else { share.named_up_front() };
        let keys = tasks.iter().map(|task| TaskKey { run, task: task.clone() });
        let rows = keys.flat_map(|key| {
            let specs = [false, true].map(|slot| Key::spec(run, &key.task, slot));
            specs.into_iter().chain([Key::state(&key)])
        });
        let asked: Vec<_> = [Key::run(run), Key::progress(run)].into_iter().chain(rows).collect();
        let mut found = Found::new();
        for keys in asked.chunks(MAX_BATCH) {
            found.extend(self.batch(keys).await?);
        }
        let heads = (take::<Run>(&mut found, &Key::run(run))?, take::<Progress>(&mut found, &Key::progress(run))?);
        let (Some(flow), Some(progress)) = heads else { return Ok(LeftToDo::default()) };
        let (mut specs, mut states) = (vec![], BTreeMap::new());
        for task in tasks {
            let key = TaskKey { run, task: task.clone() };
            specs.extend(current(&mut found, &key, &progress)?);
            states.extend(take::<TaskState>(&mut found, &Key::state(&key))?.map(|state| (task.clone(), state)));
        }
        Ok(share.left_to_do((&flow, &progress), &specs, &states))
    }

    /// The two rows of a run that are of no task.
    pub(super) async fn heads(&self, run: RunId) -> Result<Vec<Item>, StoreError> {
        Ok(self.batch(&[Key::run(run), Key::progress(run)]).await?.into_values().collect())
    }

    /// All rows of each task: one query a task, at the same time.
    pub(super) async fn rows_of_tasks(
        &self,
        run: RunId,
        tasks: &[TaskSlug],
        rows: &mut TaskRows,
    ) -> Result<(), StoreError> {
        let mut asked = Vec::new();
        for task in tasks {
            let (store, prefix) = (self.clone(), Key::task_prefix(task));
            asked.push(tokio::spawn(async move { store.all(Key::run(run).pk, Some(&prefix)).await }));
        }
        for task in asked {
            let items = task.await.map_err(|e| StoreError::Unavailable { operation: "Query", source: e.into() })?;
            rows.read(items?)?;
        }
        Ok(())
    }

    /// One batched read: a share, and how far the run has come that it is about.
    pub async fn share_and_progress(
        &self,
        share: ShareId,
        run: RunId,
    ) -> Result<Option<(Share, Option<Progress>)>, StoreError> {
        let [terms, gate] = keys(share);
        let mut found = self.batch(&[terms, gate, Key::progress(run)]).await?;
        let progress = take(&mut found, &Key::progress(run))?;
        Ok(take_share(&mut found, share)?.map(|share| (share, progress)))
    }

    /// A query, then one read of its answers, and those of the tasks that it reviews: a task as guests see it.
    pub async fn shared_task(&self, key: &TaskKey, progress: &Progress) -> Result<Option<WholeTask>, StoreError> {
        let Some(whole) = self.whole_task(key, progress).await? else { return Ok(None) };
        Ok(Some(self.reviewing(whole, progress).await?.for_guests()))
    }

    /// Both, for a share whose guest is known.
    pub async fn share_and_whole_task(
        &self,
        share: ShareId,
        key: &TaskKey,
    ) -> Result<Option<(Share, Option<WholeTask>)>, StoreError> {
        let Some((share, progress)) = self.share_and_progress(share, key.run).await? else { return Ok(None) };
        let Some(progress) = progress else { return Ok(Some((share, None))) };
        Ok(Some((share, self.shared_task(key, &progress).await?)))
    }

    /// One query: the files of a task, in every stage.
    pub async fn uploads(&self, key: &TaskKey) -> Result<Vec<Upload>, StoreError> {
        let prefix = Key::task_prefix(&key.task) + "FILE#";
        let items = self.all(Key::run(key.run).pk, Some(&prefix)).await?;
        Ok(items.into_iter().map(rows::read).collect::<Result<_, _>>()?)
    }

    /// One query: the latest handings back of a task, and how many older ones an answer does not hold. Most tasks have none, and
    /// their state says so.
    pub async fn handed_back(&self, key: &TaskKey) -> Result<(Vec<HandedBack>, usize), StoreError> {
        let prefix = Key::task_prefix(&key.task) + "BACK#";
        let mut rounds = Rounds::default();
        for item in self.all(Key::run(key.run).pk, Some(&prefix)).await? {
            let bytes = answer_bytes(&item);
            rounds.add(rows::read(item)?, bytes);
        }
        Ok(rounds.told())
    }
}
