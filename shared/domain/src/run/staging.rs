//! A push is written in one transaction. One that does not fit is staged: its tasks are written in the rows that do not
//! count, and a last small step makes them count.

use super::{
    fact::RunFact,
    flow::{Run, RunState},
    part::{Listed, Listing},
    plan::{self, PushPlan},
    progress::Progress,
};
use crate::{audit::Stamp, change::Change, outbox::Taken, task::Spec};

/// Most rows of tasks, and of those who have them to do, in one transaction, which holds 100 rows and 4 MB: some of them
/// are others.
pub const MAX_BATCH_ROWS: usize = 90;
/// Most bytes of the tasks of one transaction. Descriptions are estimated, so it keeps its distance.
pub const MAX_BATCH_BYTES: usize = 2_000_000;

/// The run as pushed: the row that a push rewrites, and the tasks that it describes anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunPushed {
    pub run: Run,
    pub progress: Progress,
    pub specs: Vec<Spec>,
    /// Of steps: in whose lists they stand.
    pub listings: Vec<Listing>,
}

/// One step of a push that is written in several. Nothing of it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    pub progress: Progress,
    pub specs: Vec<Spec>,
    /// Of steps: in whose lists they stand.
    pub listings: Vec<Listing>,
}

impl PushPlan {
    /// Whether it fits one transaction.
    pub fn fits_one_step(&self) -> bool {
        self.batches().len() <= 1
    }

    /// The push in one transaction.
    pub fn push(mut self, stamp: &Stamp) -> Change<RunPushed> {
        self.count();
        let specs = self.changed.clone();
        let listings = specs.iter().flat_map(|spec| self.listings(spec)).collect();
        self.end((specs, listings), stamp)
    }

    /// Begins to write it in several steps. A push that was begun before and has not ended never counts.
    pub fn begin(&mut self, stamp: &Stamp) -> Change<Staged> {
        self.count();
        self.progress.staged = Some(self.progress.pushes);
        let fact = RunFact::PushBegun { push: self.progress.pushes, tasks: self.changed.len() };
        self.step(fact, vec![], stamp)
    }

    /// Writes one of [`PushPlan::batches`].
    pub fn stage(&mut self, batch: Vec<Spec>, stamp: &Stamp) -> Change<Staged> {
        let tasks = batch.iter().map(|spec| spec.task.clone()).collect();
        let fact = RunFact::TasksStaged { push: self.progress.pushes, tasks };
        self.step(fact, batch, stamp)
    }

    /// Makes what was staged count. Who loses a step by it loses it here, as far as one transaction holds them.
    pub fn finish(self, stamp: &Stamp) -> Change<RunPushed> {
        let lost = self.lost_last();
        self.end((vec![], lost), stamp)
    }

    /// Goes on from how far the run has come meanwhile. `false`: another push has begun, guests have completed a task
    /// that this one changes, or some task was decided on, changed hands or was handed back; it has to be held against
    /// the run again.
    pub fn follow(&mut self, progress: Progress) -> bool {
        let ours = progress.staged == self.progress.staged
            && progress.pushes == self.progress.pushes
            && progress.moves == self.progress.moves
            && !self.changed.iter().any(|spec| progress.done.has(spec.index) && !self.reopens(spec));
        if ours {
            self.progress = progress;
        }
        ours
    }

    /// The changed tasks in portions of one transaction each.
    pub fn batches(&self) -> Vec<Vec<Spec>> {
        let mut batches: Vec<Vec<Spec>> = Vec::new();
        let (mut room, mut rows_left) = (0, 0);
        for spec in &self.changed {
            let (bytes, rows) = (plan::bytes(spec), 1 + self.listings(spec).len());
            match batches.last_mut() {
                Some(batch) if rows <= rows_left && bytes <= room => {
                    (room, rows_left) = (room - bytes, rows_left - rows);
                    batch.push(spec.clone());
                }
                _ => {
                    room = MAX_BATCH_BYTES.saturating_sub(bytes);
                    rows_left = MAX_BATCH_ROWS.saturating_sub(rows);
                    batches.push(vec![spec.clone()]);
                }
            }
        }
        batches
    }

    /// One more push, from which on the changed tasks read as they do.
    fn count(&mut self) {
        self.progress.pushes += 1;
        for spec in &mut self.changed {
            let before = self.before.get(&spec.task).map(|task| &task.spec);
            let as_before = before.filter(|before| before.reads_the_same(spec));
            spec.since = as_before.map_or(self.progress.pushes, |before| before.since);
        }
    }

    /// Whether a task that was there begins a new cycle.
    fn reopens(&self, spec: &Spec) -> bool {
        self.before.get(&spec.task).is_some_and(|before| before.spec.cycle < spec.cycle)
    }

    fn listings(&self, spec: &Spec) -> Vec<Listing> {
        let before = self.before.get(&spec.task);
        let state = before.map(|task| task.state.clone().in_cycle(spec.cycle)).unwrap_or_default();
        Listing::of_change(&self.run, before.map(|task| (&task.spec, &task.state.step)), spec, &state.step)
    }

    /// The entries in lists that go with the last step of a push in several. Those beyond go with their tasks, some
    /// moments before the push counts.
    fn lost_last(&self) -> Vec<Listing> {
        let all = self.changed.iter().flat_map(|spec| self.listings(spec));
        all.filter(|listing| listing.list == Listed::Nowhere).take(MAX_BATCH_ROWS).collect()
    }

    fn step(&mut self, fact: RunFact, specs: Vec<Spec>, stamp: &Stamp) -> Change<Staged> {
        let state = RunState { run: self.run.clone(), progress: self.progress.clone() };
        let change = Change::new(state, stamp, fact, []);
        // Who loses a step by this push still has it until the push counts.
        let last = self.lost_last();
        let now = |listing: &Listing| !last.contains(listing);
        let listings = specs.iter().flat_map(|spec| self.listings(spec)).filter(now).collect();
        // The next step builds on this one, once it is committed.
        let progress = change.state().progress.clone();
        self.progress = Progress { version: progress.version + 1, ..progress };
        change.map(|state| Staged { progress: state.progress, specs, listings })
    }

    fn end(self, (specs, listings): (Vec<Spec>, Vec<Listing>), stamp: &Stamp) -> Change<RunPushed> {
        let reopened: Vec<_> = self.changed.iter().filter(|spec| self.reopens(spec)).cloned().collect();
        let Self { run, mut progress, changed, before: _ } = self;
        for spec in &changed {
            progress.slots.set(spec.index, spec.slot);
        }
        for spec in &reopened {
            progress.done.set(spec.index, false);
            progress.held.set(spec.index, false);
        }
        (progress.staged, progress.push) = (None, progress.pushes);
        let fact = RunFact::Pushed {
            run: run.slug.clone(),
            tasks: run.steps.iter().map(|step| step.task.clone()).collect(),
            changed: changed.iter().map(|spec| spec.task.clone()).collect(),
            reopened: reopened.iter().map(|spec| spec.task.clone()).collect(),
            taken: taken(&listings),
        };
        Change::new(RunState { run, progress }, stamp, fact, []).map(|state| RunPushed {
            run: state.run,
            progress: state.progress,
            specs,
            listings,
        })
    }
}

/// From whom it takes which step.
fn taken(listings: &[Listing]) -> Taken {
    let mut taken = Taken::new();
    for Listing { part, list } in listings {
        if *list == Listed::Nowhere {
            taken.entry(part.task.clone()).or_default().push(part.sub.clone());
        }
    }
    taken
}

#[cfg(test)]
mod tests;
