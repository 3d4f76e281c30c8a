//! A push held against the run as it stands: what is wrong with it, or what it changes.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    decided::{decided_on, is_decided_otherwise, loses_decision},
    entries::Entries,
    flow::{KnownRun, KnownTask, Run, Step},
    graph::{self, GraphFlaw},
    progress::Progress,
    push::{MAX_ASSIGNMENTS, MAX_PEOPLE, MAX_REFERENCES, MAX_TASKS, Push, PushedTask},
    size::bytes,
};
use crate::{
    staff::{Authority, Forbidden, Right},
    task::{MAX_PATTERN_WORK, MAX_PATTERNS, Patterns, Predecessor, Spec, SpecFlaw, StepFlaw, kind::MAX_TASK_FILES},
    value::{FieldSlug, RunId, TaskSlug},
};

/// Most fields of a task.
const MAX_FIELDS: usize = 60;
/// Most tasks that one waits for: all of them stand in the one row of the run, which holds 400 kB.
const MAX_PREDECESSORS: usize = 100;
/// All that a task asks.
const MAX_TASK_BYTES: usize = 64_000;

/// What is wrong with one task of a push. Places of fields count from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaskFlaw {
    #[error("has more than {MAX_FIELDS} fields")]
    TooManyFields,
    #[error("waits for more than {MAX_PREDECESSORS} others")]
    TooManyPredecessors,
    #[error("has patterns that are too much work to match: give their fields a max_length, or let them repeat less")]
    PatternWork,
    #[error("brings more than {MAX_PATTERNS} different patterns into one push")]
    TooManyPatterns { at: usize },
    #[error(
        "asks for more files than the {MAX_TASK_FILES} that one guest can send in a task, together with the fields before it"
    )]
    TooManyFiles { at: usize, has_min: bool },
    #[error("is described in more than {MAX_TASK_BYTES} bytes")]
    TooLarge,
    #[error("has two fields with the id {field}")]
    SameField { at: usize, field: FieldSlug },
    #[error("{flaw}")]
    Field { at: usize, flaw: SpecFlaw },
    #[error("was completed and cannot change any more")]
    Completed,
    #[error("is in its cycle {cycle} already, and none comes again")]
    CycleOver { cycle: u16 },
    /// So that no number is used up by a slip, after which the task could never be opened again.
    #[error("is ahead: cycles go up by one, and the next one is {next}")]
    CycleAhead { next: u16 },
    #[error(transparent)]
    Step(#[from] StepFlaw),
    /// But for who has it to do, and until when.
    #[error("is being decided on and cannot change any more; a new cycle begins it anew")]
    BeingDecided,
    /// What was decided on something stands for nothing else.
    #[error("was decided on {reviewed}, which begins a new cycle: begin one here, too")]
    DecidedOn { reviewed: TaskSlug },
    /// A result is what somebody decides, and never what a push leaves over.
    #[error("would be decided by taking out who has yet to decide: leave one of them in, or begin a new cycle")]
    DecidedByPush,
    /// What somebody has decided counts, until a new cycle.
    #[error("would lose a decision: who has decided keeps it until a new cycle begins")]
    DecisionLost,
}

/// Everything that is wrong with a push, all at once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PushRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("a run has 1 to {MAX_TASKS} tasks")]
    TaskCount,
    #[error("a run refers to at most {MAX_REFERENCES} files")]
    ReferenceCount,
    #[error("the steps of a run name at most {MAX_PEOPLE} people")]
    PeopleCount,
    #[error("the steps of a run name somebody at most {MAX_ASSIGNMENTS} times")]
    AssignmentCount,
    #[error("the run cannot be taken as described")]
    Flawed {
        graph: Vec<GraphFlaw>,
        /// Each with the place of its task in the push, from 0.
        tasks: Vec<(usize, TaskFlaw)>,
        /// Tasks that are part of the run already, and missing from the push.
        left_out: Vec<TaskSlug>,
    },
}

/// What a push that can be taken changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushPlan {
    pub(super) run: Run,
    pub(super) progress: Progress,
    /// The tasks that are new or asked otherwise.
    pub(super) changed: Vec<Spec>,
    /// What those that were there already were before.
    pub(super) before: BTreeMap<TaskSlug, KnownTask>,
    /// What a push that never ended may have left in lists: it is put right after this one.
    pub(super) left_over: Entries,
    /// Whether the run is to be another. Else only lists are put right.
    pub(super) is_change: bool,
}

impl Push {
    /// What the push changes. `None`: the run is exactly so already, and so are the lists of those who have something to do.
    pub fn plan(&self, by: Authority<'_>, before: Option<&KnownRun>) -> Result<Option<PushPlan>, PushRefused> {
        by.covers(Right::PushRuns, &self.org, &self.project)?;
        PushPlan::of(self, before.map(|b| (&b.run, b.progress.clone(), &b.tasks[..])))
    }
}

impl PushPlan {
    /// Holds a push against the run with its tasks. `None`: the run is exactly so already. Work that guests have done
    /// stays; completed tasks stay as they were.
    pub(super) fn of(push: &Push, before: Option<(&Run, Progress, &[KnownTask])>) -> Result<Option<Self>, PushRefused> {
        if push.tasks.is_empty() || push.tasks.len() > MAX_TASKS {
            return Err(PushRefused::TaskCount);
        }
        let named = push.tasks.iter().filter_map(|task| task.step.as_ref());
        if named.map(|step| step.assignees.len()).sum::<usize>() > MAX_ASSIGNMENTS {
            return Err(PushRefused::AssignmentCount);
        }
        let (run, progress, tasks) = match before {
            Some((run, progress, tasks)) => (Some(run), progress, tasks),
            None => (None, Progress::new(push.id()), &[][..]),
        };
        let left_over = if progress.staged.is_some() { Entries::of_all(tasks) } else { Entries::default() };
        let known: BTreeMap<_, _> = tasks.iter().map(|task| (&task.spec.task, task)).collect();
        let numbers = numbers(push, tasks);
        let pushed: Vec<_> = push.tasks.iter().map(|task| described(task, &numbers)).collect();
        if let Some(flaw) = too_many_patterns(&pushed) {
            return Err(PushRefused::Flawed { graph: vec![], tasks: vec![flaw], left_out: vec![] });
        }
        let mut patterns = Patterns::default();
        let of_task = |(at, (asked, spec)): (usize, (&PushedTask, &Spec))| {
            let flaws = flaws((asked, spec), known.get(&spec.task).copied(), &mut patterns);
            let known_of = |task: &TaskSlug| known.get(task).copied();
            let decided_on = decided_on(spec, &pushed, known_of).map(|reviewed| TaskFlaw::DecidedOn { reviewed });
            flaws.into_iter().chain(decided_on).map(move |flaw| (at, flaw))
        };
        let tasks: Vec<_> = push.tasks.iter().zip(&pushed).enumerate().flat_map(of_task).collect();
        let left_out = known.keys().filter(|slug| !push.tasks.iter().any(|task| task.task == ***slug));
        let left_out: Vec<_> = left_out.map(|slug| (*slug).clone()).collect();
        let graph = graph::check(&push.tasks);
        if !graph.is_empty() || !tasks.is_empty() || !left_out.is_empty() {
            return Err(PushRefused::Flawed { graph, tasks, left_out });
        }
        let next = Run {
            id: push.id(),
            org: push.org.clone(),
            project: push.project.clone(),
            slug: push.slug.clone(),
            title: push.title.clone(),
            steps: pushed.iter().map(step).collect(),
            version: run.map_or(0, |run| run.version),
        };
        let same = |spec: &Spec| known.get(&spec.task).is_some_and(|task| task.spec.asks_the_same(spec));
        // A task that is there is described in its other row, so that nothing counts before the whole push does.
        let slot = |spec: &Spec| known.get(&spec.task).is_some_and(|task| !task.spec.slot);
        let changed = pushed.into_iter().filter(|spec| !same(spec)).map(|spec| Spec { slot: slot(&spec), ..spec });
        let changed: Vec<_> = changed.collect();
        let is_change = !changed.is_empty() || run.is_none_or(|run| *run != next);
        let steps = changed.iter().filter_map(|spec| known.get(&spec.task).copied());
        let before = steps.map(|task| (task.spec.task.clone(), (*task).clone())).collect();
        let is_due = is_change || !left_over.is_empty();
        Ok(is_due.then_some(Self { run: next, progress, changed, before, left_over, is_change }))
    }

    pub fn run(&self) -> RunId {
        self.run.id
    }

    /// How many pushes there were, with this one once it has begun.
    pub fn pushes(&self) -> u32 {
        self.progress.pushes
    }

    /// Whether it was held against the run as it stands; `None`: no push of it has ended. The rows of a run are not read
    /// at one instant, so a push in steps has to ask once it has begun, from where on no other push ends.
    pub fn stands_on(&self, run: Option<&Run>) -> bool {
        run.map_or(0, |run| run.version) == self.run.version
    }
}

/// Each task's number: its old one, or the next that was never given.
fn numbers(push: &Push, tasks: &[KnownTask]) -> BTreeMap<TaskSlug, u16> {
    let mut numbers: BTreeMap<_, _> = tasks.iter().map(|t| (t.spec.task.clone(), t.spec.index)).collect();
    let mut next = tasks.iter().map(|t| t.spec.index + 1).max().unwrap_or(0);
    for task in &push.tasks {
        numbers.entry(task.task.clone()).or_insert_with(|| {
            next += 1;
            next - 1
        });
    }
    numbers
}

/// Tasks that are not in the run, and that a task names all the same, are the graph's to refuse.
fn described(task: &PushedTask, numbers: &BTreeMap<TaskSlug, u16>) -> Spec {
    let after = task.after.iter();
    Spec {
        task: task.task.clone(),
        index: numbers.get(&task.task).copied().unwrap_or_default(),
        after: after.filter_map(|t| Some(Predecessor { task: t.clone(), index: *numbers.get(t)? })).collect(),
        title: task.title.clone(),
        description: task.description.clone(),
        fields: task.fields.clone(),
        references: task.references.clone(),
        cycle: task.cycle,
        step: task.step.clone(),
        since: 0,
        slot: false,
    }
}

fn step(spec: &Spec) -> Step {
    Step { task: spec.task.clone(), index: spec.index, after: spec.after.iter().map(|first| first.index).collect() }
}

/// The first field whose pattern is one too many, with the place of its task.
fn too_many_patterns(pushed: &[Spec]) -> Option<(usize, TaskFlaw)> {
    let places = pushed.iter().enumerate().flat_map(|(task, spec)| (0..spec.fields.len()).map(move |at| (task, at)));
    let fields = pushed.iter().flat_map(|spec| &spec.fields);
    let beyond = Patterns::beyond(fields.map(|field| field.kind.as_type().pattern()))?;
    let (task, at) = places.into_iter().nth(beyond)?;
    Some((task, TaskFlaw::TooManyPatterns { at }))
}

fn flaws((asked, pushed): (&PushedTask, &Spec), before: Option<&KnownTask>, patterns: &mut Patterns) -> Vec<TaskFlaw> {
    let mut flaws = Vec::new();
    if pushed.fields.len() > MAX_FIELDS {
        flaws.push(TaskFlaw::TooManyFields);
    }
    if asked.after.len() > MAX_PREDECESSORS {
        flaws.push(TaskFlaw::TooManyPredecessors);
    }
    if bytes(pushed) > MAX_TASK_BYTES {
        flaws.push(TaskFlaw::TooLarge);
    }
    let (mut seen, mut work, mut files) = (BTreeSet::new(), 0_u64, 0_u32);
    for (at, field) in pushed.fields.iter().enumerate() {
        if !seen.insert(&field.slug) {
            flaws.push(TaskFlaw::SameField { at, field: field.slug.clone() });
        }
        let kind = field.kind.as_type();
        let pattern = kind.pattern().map(|pattern| patterns.judge(pattern, kind.longest()));
        work = work.saturating_add(pattern.as_ref().map_or(0, |pattern| pattern.work));
        let described =
            kind.description_flaws(field.required).into_iter().chain(pattern.and_then(|pattern| pattern.flaw));
        flaws.extend(described.map(|flaw| TaskFlaw::Field { at, flaw }));
        if let Some(asked) = field.kind.as_files().filter(|_| field.required) {
            let before = files;
            files = files.saturating_add(asked.min.unwrap_or(1));
            if before <= MAX_TASK_FILES && MAX_TASK_FILES < files && asked.min.is_none_or(|min| min <= MAX_TASK_FILES) {
                flaws.push(TaskFlaw::TooManyFiles { at, has_min: asked.min.is_some() });
            }
        }
    }
    if work > MAX_PATTERN_WORK {
        flaws.push(TaskFlaw::PatternWork);
    }
    match before {
        Some(task) if pushed.cycle < task.spec.cycle => flaws.push(TaskFlaw::CycleOver { cycle: task.spec.cycle }),
        None if pushed.cycle > 1 => flaws.push(TaskFlaw::CycleAhead { next: 1 }),
        Some(task) if pushed.cycle > task.spec.cycle.saturating_add(1) => {
            flaws.push(TaskFlaw::CycleAhead { next: task.spec.cycle + 1 });
        }
        Some(task) if pushed.cycle > task.spec.cycle || task.spec.asks_the_same(pushed) => {}
        Some(task) if task.state.was_completed() => flaws.push(TaskFlaw::Completed),
        Some(task) if is_decided_otherwise(task, pushed) => flaws.push(TaskFlaw::BeingDecided),
        Some(task) if loses_decision(task, pushed) => flaws.push(TaskFlaw::DecisionLost),
        Some(task) if pushed.step.as_ref().is_some_and(|step| step.result(&task.state.step).is_some()) => {
            flaws.push(TaskFlaw::DecidedByPush);
        }
        Some(_) | None => {}
    }
    flaws.extend(pushed.step.iter().flat_map(|step| step.flaws(&asked.after)).map(TaskFlaw::Step));
    flaws
}
