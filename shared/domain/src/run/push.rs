//! The host application pushes a flow, or pushes it again with changes.

use std::collections::{BTreeMap, BTreeSet};

use super::{GraphFlaw, Run, Step, graph};
use crate::{
    audit::{Event, Head, Stamp},
    change::Change,
    id::RunId,
    slug::{FieldSlug, OrgSlug, ProjectSlug, RunSlug, TaskSlug},
    task::{Spec, SpecFlaw, Task},
    text::Line,
};

/// Most tasks of a run, most fields of a task: a push is one transaction of at most 100 rows.
pub(super) const MOST_TASKS: usize = 60;
pub(super) const MOST_FIELDS: usize = 60;
/// All that a task asks, as JSON, in bytes. With the bounds of answers, comments and files it stays below the
/// 400 KB of a row.
pub(super) const MOST_BYTES: usize = 64_000;

/// A flow as the host describes it.
#[derive(Debug, Clone)]
pub struct Push {
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub slug: RunSlug,
    pub title: Line<200>,
    pub tasks: Vec<PushedTask>,
}

#[derive(Debug, Clone)]
pub struct PushedTask {
    pub slug: TaskSlug,
    pub after: Vec<TaskSlug>,
    pub spec: Spec,
}

/// What is wrong with one task of a push.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaskFlaw {
    #[error("has more than {MOST_FIELDS} fields")]
    TooManyFields,
    #[error("is described in more than {MOST_BYTES} bytes")]
    TooLarge,
    #[error("has two fields with the id {field}")]
    SameField { field: FieldSlug },
    #[error("field {field}: {flaw}")]
    Field { field: FieldSlug, flaw: SpecFlaw },
    #[error("is completed and cannot change any more")]
    Completed,
    #[error("is part of the run already and cannot be left out")]
    LeftOut,
}

/// Everything that is wrong with a push, all at once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PushRefused {
    #[error("a run has 1 to {MOST_TASKS} tasks")]
    TaskCount,
    #[error("the run cannot be taken as described")]
    Flawed { graph: Vec<GraphFlaw>, tasks: Vec<(TaskSlug, TaskFlaw)> },
}

/// The run as pushed, with those of its tasks that are new or changed.
pub type Pushed = Change<(Run, Vec<Task>)>;

/// Takes a push. Work that guests have done stays; completed tasks stay as they were. `None`: the run
/// is exactly so already.
pub fn push(push: Push, before: Option<(Run, Vec<Task>)>, stamp: &Stamp) -> Result<Option<Pushed>, PushRefused> {
    if push.tasks.is_empty() || push.tasks.len() > MOST_TASKS {
        return Err(PushRefused::TaskCount);
    }
    let id = RunId::derived(&[push.org.as_str(), push.project.as_str(), push.slug.as_str()]);
    let steps: Vec<_> = push
        .tasks
        .iter()
        .map(|t| Step { task: t.slug.clone(), title: t.spec.title.clone(), after: t.after.clone() })
        .collect();
    let (run, tasks) = before.map_or((None, vec![]), |(run, tasks)| (Some(run), tasks));
    let mut known: BTreeMap<_, _> = tasks.into_iter().map(|t| (t.slug.clone(), t)).collect();

    let mut flaws: Vec<_> = push.tasks.iter().flat_map(|t| task_flaws(t, known.get(&t.slug), run.as_ref())).collect();
    let pushed: BTreeSet<_> = push.tasks.iter().map(|t| &t.slug).collect();
    flaws.extend(known.keys().filter(|k| !pushed.contains(k)).map(|k| (k.clone(), TaskFlaw::LeftOut)));
    let graph = graph::check(&steps);
    if !graph.is_empty() || !flaws.is_empty() {
        return Err(PushRefused::Flawed { graph, tasks: flaws });
    }

    let all = push.tasks.iter().map(|t| t.slug.clone()).collect();
    let mut changed = Vec::new();
    for PushedTask { slug, spec, .. } in push.tasks {
        match known.remove(&slug) {
            Some(task) if task.spec == spec => {}
            Some(task) => changed.push(Task { spec, ..task }),
            None => changed.push(Task::new(id, slug, spec)),
        }
    }
    let next = match run {
        Some(run) if changed.is_empty() && run.steps == steps && run.title == push.title => return Ok(None),
        Some(run) => Run { title: push.title, steps, ..run },
        None => Run {
            id,
            org: push.org,
            project: push.project,
            slug: push.slug,
            title: push.title,
            steps,
            done: BTreeMap::new(),
            head: Head::default(),
            version: 0,
        },
    };
    let event = Event::RunPushed {
        run: next.slug.clone(),
        tasks: all,
        changed: changed.iter().map(|t| t.slug.clone()).collect(),
    };
    Ok(Some(Change::new(next, stamp, event, []).with(changed)))
}

fn task_flaws(pushed: &PushedTask, before: Option<&Task>, run: Option<&Run>) -> Vec<(TaskSlug, TaskFlaw)> {
    let mut flaws = Vec::new();
    if pushed.spec.fields.len() > MOST_FIELDS {
        flaws.push(TaskFlaw::TooManyFields);
    }
    if serde_json::to_vec(&pushed.spec).is_ok_and(|json| json.len() > MOST_BYTES) {
        flaws.push(TaskFlaw::TooLarge);
    }
    let mut seen = BTreeSet::new();
    for field in &pushed.spec.fields {
        if !seen.insert(&field.slug) {
            flaws.push(TaskFlaw::SameField { field: field.slug.clone() });
        }
        if let Err(flaw) = field.check() {
            flaws.push(TaskFlaw::Field { field: field.slug.clone(), flaw });
        }
    }
    let step = run.and_then(|r| r.step(&pushed.slug));
    let differs = before.is_some_and(|t| t.completion.is_some() && t.spec != pushed.spec)
        || before.is_some_and(|t| t.completion.is_some()) && step.is_some_and(|s| s.after != pushed.after);
    if differs {
        flaws.push(TaskFlaw::Completed);
    }
    flaws.into_iter().map(|flaw| (pushed.slug.clone(), flaw)).collect()
}

#[cfg(test)]
mod tests;
