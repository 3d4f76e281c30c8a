//! A run as its rows hold it, written by pushes step by step.

use std::collections::BTreeMap;

use super::*;
use crate::{
    audit::{Broken, Chain, TrailId, WholeRecord},
    fixtures::Review,
    run::{KnownTask, LaggingLists, Listed, Listing, PartOf, Progress},
    task::{Assignee, StepTerms, TaskState},
    value::TaskSlug,
};

/// A flow of so many small tasks that wait for nothing.
pub(super) fn many(n: usize, title: &str) -> Push {
    let one = PushedTask { after: vec![], title: title.parse().unwrap(), ..flow().tasks.remove(2) };
    let task = |n| PushedTask { task: slug(&format!("t{n}")), ..one.clone() };
    Push { tasks: (0..n).map(task).collect(), ..flow() }
}

/// The same flow, one of its tasks retitled.
pub(super) fn but(mut push: Push, task: usize, title: &str) -> Push {
    push.tasks[task].title = title.parse().unwrap();
    push
}

/// The same flow, each of whose tasks these people have to do.
pub(super) fn given_to(mut push: Push, subs: &[&str]) -> Push {
    let assignees = subs.iter().map(|sub| Assignee::Member((*sub).into())).collect::<Vec<_>>();
    let step = Review::new().house.task("review").spec.step.unwrap();
    for task in &mut push.tasks {
        task.step = Some(StepTerms { assignees: assignees.clone(), ..step.clone() });
    }
    push
}

/// The rows of one run, written as the store writes them.
#[derive(Clone, Default)]
pub(super) struct Store {
    pub(super) run: Option<Run>,
    progress: Option<Progress>,
    pub(super) specs: Vec<Spec>,
    pub(super) states: BTreeMap<TaskSlug, TaskState>,
    pub(super) lists: BTreeMap<(TaskSlug, String), Listed>,
    trail: Vec<WholeRecord>,
}

impl Store {
    /// After one push of so many tasks.
    pub(super) fn with(n: usize) -> Self {
        let mut store = Self::default();
        store.push(&many(n, "First"));
        store
    }

    pub(super) fn before(&self, push: &Push) -> Option<KnownRun> {
        let progress = self.progress.clone()?;
        let Some(run) = self.run.clone() else { return Some(KnownRun::unfinished(push, progress)) };
        let tasks = run.steps.iter().map(|step| {
            let descriptions = self.specs.iter().filter(|spec| spec.task == step.task).cloned().collect::<Vec<_>>();
            let spec = progress.current(descriptions.clone()).unwrap();
            let other = descriptions.into_iter().find(|other| other.slot != spec.slot);
            let state = self.states.get(&step.task).cloned().unwrap_or_default();
            KnownTask { other, ..KnownTask::new(spec, state) }
        });
        let tasks = tasks.collect();
        Some(KnownRun { run, progress, tasks })
    }

    pub(super) fn plan(&self, push: &Push) -> PushPlan {
        plan(push, self.before(push).as_ref()).unwrap().unwrap()
    }

    /// The titles that count, in the host's order.
    pub(super) fn titles(&self) -> Vec<String> {
        let run = self.run.as_ref().and_then(|_| self.before(&flow()));
        run.map_or(vec![], |run| run.tasks.iter().map(|task| task.spec.title.to_string()).collect())
    }

    pub(super) fn progress(&self) -> Progress {
        self.progress.clone().unwrap()
    }

    fn write(&mut self, progress: &Progress, specs: &[Spec], listings: &[Listing]) {
        assert!(specs.len() + listings.len() <= MAX_BATCH_ROWS, "so many rows fit a transaction");
        for Listing { part, list } in listings {
            self.lists.insert((part.task.clone(), part.sub.clone()), *list);
        }
        let stored = self.progress.as_ref().map_or(0, |progress| progress.version);
        assert_eq!(progress.version, stored, "written over another version");
        self.progress = Some(Progress { version: stored + 1, ..progress.clone() });
        for spec in specs {
            self.specs.retain(|stored| (&stored.task, stored.slot) != (&spec.task, spec.slot));
            self.specs.push(spec.clone());
        }
    }

    fn record<S>(&mut self, change: &Change<S>) {
        let rows = change.entry().records().iter();
        self.trail.extend(rows.map(|one| (one.record.clone(), one.hash, Some(one.personal.clone()))));
    }

    /// The kinds of all records, in order.
    pub(super) fn kinds(&self) -> Vec<&str> {
        self.trail.iter().map(|(record, ..)| record.kind()).collect()
    }

    pub(super) fn verify(&self) -> Result<(), Broken> {
        let trail = TrailId(format!("run/{}", self.progress().run));
        Chain::verify(&trail, self.progress().head, &self.trail)
    }

    pub(super) fn step(&mut self, change: &Change<Staged>) {
        self.record(change);
        let Staged { progress, specs, listings } = change.state();
        self.write(progress, specs, listings);
    }

    pub(super) fn end(&mut self, change: &Change<RunPushed>) {
        self.record(change);
        let RunPushed { run, progress, specs, listings } = change.state();
        assert_eq!(run.version, self.run.as_ref().map_or(0, |run| run.version), "written over another version");
        self.write(progress, specs, listings);
        self.run = Some(Run { version: run.version + 1, ..run.clone() });
    }

    /// A push that takes as many transactions as it needs.
    pub(super) fn push(&mut self, push: &Push) {
        self.push_until(push, usize::MAX);
    }

    /// The same, by a process that dies after so many transactions.
    pub(super) fn push_until(&mut self, push: &Push, transactions: usize) {
        let Some(mut plan) = plan(push, self.before(push).as_ref()).unwrap() else { return };
        if plan.fits_one_step() {
            return self.end(&plan.push(&staff(SATURDAY)));
        }
        let (batches, lagging) = (plan.batches(), plan.lagging());
        self.step(&plan.begin(&staff(SATURDAY)));
        for batch in batches.iter().take(transactions - 1) {
            self.step(&plan.stage(batch.clone(), &staff(SATURDAY)));
        }
        let mut left = (transactions - 1).saturating_sub(batches.len());
        if left > 0 && plan.is_change() {
            self.end(&plan.finish(&staff(SATURDAY)));
            left -= 1;
        }
        let pushes = self.progress().pushes;
        let mut lists = LaggingLists::of(self.before(push).unwrap(), pushes, &lagging);
        while let Some(now) = lists.filter(|_| left > 0) {
            let change = now.follow(&staff(SATURDAY));
            self.step(&change);
            (lists, left) = (now.after(change), left - 1);
        }
    }

    pub(super) fn stage_all(&mut self, plan: &mut PushPlan) {
        self.step(&plan.begin(&staff(SATURDAY)));
        for batch in plan.batches() {
            self.step(&plan.stage(batch, &staff(SATURDAY)));
        }
    }

    /// A guest completes a task.
    pub(super) fn complete(&mut self, index: u16) {
        let mut progress = self.progress();
        progress.done.set(index, true);
        self.write(&progress, &[], &[]);
    }

    /// Whether all find their steps where they belong; else whose entry is missing, or elsewhere. Lists may look at more
    /// than they show.
    pub(super) fn listed(&self) -> Result<(), (TaskSlug, String, Option<Listed>)> {
        let Some(KnownRun { run, tasks, .. }) = self.before(&flow()).filter(|_| self.run.is_some()) else {
            return Ok(());
        };
        let standing = tasks.iter().flat_map(|task| Listing::standing(&run, &task.spec, &task.state));
        for Listing { part: PartOf { task, sub, .. }, list } in standing {
            let found = self.lists.get(&(task.clone(), sub.clone())).copied();
            if found != Some(list) {
                return Err((task, sub, found));
            }
        }
        Ok(())
    }

    /// How many entries there are in lists.
    pub(super) fn entries(&self) -> usize {
        self.lists.values().filter(|list| **list != Listed::Nowhere).count()
    }

    /// All who have a step to do have done it.
    pub(super) fn decide(&mut self, task: &TaskSlug) {
        let completion = crate::fixtures::completed_by_ana(at(SATURDAY));
        let state = TaskState { completion: Some(completion), cycle: 1, ..TaskState::default() };
        self.states.insert(task.clone(), state);
        let index = self.run.as_ref().and_then(|run| run.step(task)).unwrap().index;
        self.complete(index);
        let theirs = self.lists.iter_mut().filter(|((of, _), _)| of == task);
        theirs.for_each(|(_, list)| *list = Listed::Done { at: at(SATURDAY) });
    }
}
