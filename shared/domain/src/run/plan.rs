//! A push held against the run as it stands: what is wrong with it, or what it changes.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    flow::{KnownRun, KnownTask, Run, Step},
    graph::{self, GraphFlaw},
    progress::Progress,
    push::{MAX_ASSIGNMENTS, MAX_PEOPLE, MAX_REFERENCES, MAX_TASKS, Push, PushedTask},
};
use crate::{
    staff::{Authority, Forbidden, Right},
    task::{
        Assignee, MAX_PATTERN_WORK, MAX_PATTERNS, Patterns, Predecessor, Spec, SpecFlaw, StepFlaw, StepTerms,
        kind::MAX_TASK_FILES,
    },
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
    #[error(transparent)]
    Step(#[from] StepFlaw),
    /// But for who has it to do, and until when.
    #[error("is being decided on and cannot change any more")]
    BeingDecided,
    /// A result is what somebody decides, and never what a push leaves over.
    #[error("would be decided by taking out who has yet to decide: leave one of them in, or begin a new cycle")]
    DecidedByPush,
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
}

impl Push {
    /// What the push changes. `None`: the run is exactly so already.
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
        let known: BTreeMap<_, _> = tasks.iter().map(|task| (&task.spec.task, task)).collect();
        let numbers = numbers(push, tasks);
        let pushed: Vec<_> = push.tasks.iter().map(|task| described(task, &numbers)).collect();
        if let Some(flaw) = too_many_patterns(&pushed) {
            return Err(PushRefused::Flawed { graph: vec![], tasks: vec![flaw], left_out: vec![] });
        }
        let mut patterns = Patterns::default();
        let of_task = |(at, (asked, spec)): (usize, (&PushedTask, &Spec))| {
            let flaws = flaws((asked, spec), known.get(&spec.task).copied(), &mut patterns);
            flaws.into_iter().map(move |flaw| (at, flaw))
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
        let nothing_new = changed.is_empty() && run.is_some_and(|run| *run == next);
        let steps = changed.iter().filter_map(|spec| known.get(&spec.task).copied());
        let before = steps.map(|task| (task.spec.task.clone(), (*task).clone())).collect();
        Ok((!nothing_new).then_some(Self { run: next, progress, changed, before }))
    }

    pub fn run(&self) -> RunId {
        self.run.id
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
        Some(task) if pushed.cycle > task.spec.cycle || task.spec.asks_the_same(pushed) => {}
        Some(task) if task.state.was_completed() => flaws.push(TaskFlaw::Completed),
        Some(task) if is_decided_otherwise(task, pushed) => flaws.push(TaskFlaw::BeingDecided),
        Some(task) if pushed.step.as_ref().is_some_and(|step| step.result(&task.state.step).is_some()) => {
            flaws.push(TaskFlaw::DecidedByPush);
        }
        Some(_) | None => {}
    }
    flaws.extend(pushed.step.iter().flat_map(|step| step.flaws(&asked.after)).map(TaskFlaw::Step));
    flaws
}

/// Whether somebody has decided in a step that is to ask something else now.
fn is_decided_otherwise(before: &KnownTask, pushed: &Spec) -> bool {
    let mut alike = pushed.clone();
    if let (Some(step), Some(was)) = (&mut alike.step, &before.spec.step) {
        *step = StepTerms { assignees: was.assignees.clone(), due: was.due.clone(), ..step.clone() };
    }
    !before.state.step.responses.is_empty() && !before.spec.asks_the_same(&alike)
}

/// About what a description takes of a row, in bytes.
pub(super) fn bytes(spec: &Spec) -> usize {
    /// Names and punctuation of one entry.
    const AROUND: usize = 60;
    let fields = spec.fields.iter().map(|field| {
        let kind = serde_json::to_vec(&field.kind).map_or(0, |json| json.len());
        let help = field.help.as_ref().map_or(0, |help| help.as_str().len());
        field.slug.as_str().len() + field.label.as_str().len() + help + kind + AROUND
    });
    let references = spec.references.iter().map(|r| r.manifest.name.as_str().len() + 4 * AROUND);
    let description = spec.description.as_ref().map_or(0, |text| text.as_str().len());
    let assignee = |assignee: &Assignee| match assignee {
        Assignee::Member(sub) => sub.len(),
        Assignee::Guest(email) => email.as_str().len(),
    };
    let step = spec.step.as_ref().map_or(0, |step| {
        let assignees: usize = step.assignees.iter().map(|one| assignee(one) + AROUND).sum();
        let named: usize = step.not_by.iter().chain(&step.reviews).map(|task| task.as_str().len()).sum();
        assignees + named + 4 * AROUND
    });
    let after: usize = spec.after.iter().map(|first| first.task.as_str().len() + AROUND / 2).sum();
    spec.title.as_str().len() + description + after + fields.sum::<usize>() + references.sum::<usize>() + step + AROUND
}
