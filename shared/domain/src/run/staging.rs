//! A push is written in one transaction. One that does not fit is staged: its tasks are written in the rows that do not
//! count, and a last small step makes them count. Lists follow what counts: whom a step is taken from, or moved to another
//! list, finds that there no sooner than the push counts.

use super::{
    entries::Entries,
    fact::RunFact,
    flow::{Run, RunState},
    part::{Listed, Listing},
    plan::PushPlan,
    progress::Progress,
    size, step_told,
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
    /// Whether it fits one transaction, and so do the lists.
    pub fn fits_one_step(&self) -> bool {
        let rows: usize = self.changed.iter().map(|spec| 1 + self.listings(spec).len()).sum();
        let bytes: usize = self.changed.iter().map(size::bytes).sum();
        rows <= MAX_BATCH_ROWS && bytes <= MAX_BATCH_BYTES && self.left_over.is_empty()
    }

    /// Whether the run is to be another. Else a push that never ended has left lists behind, and nothing else is to be done.
    pub fn is_change(&self) -> bool {
        self.is_change
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

    /// Makes what was staged count. The lists that it moves follow here, as far as one transaction holds them; the others
    /// are [`PushPlan::lagging`].
    pub fn finish(self, stamp: &Stamp) -> Change<RunPushed> {
        let late = self.late().into_iter().take(MAX_BATCH_ROWS).collect();
        self.end((vec![], late), stamp)
    }

    /// The entries in lists that follow after its last step, in transactions of their own.
    pub fn lagging(&self) -> Entries {
        let late = self.late().into_iter().skip(MAX_BATCH_ROWS);
        late.map(|listing| listing.part).collect::<Entries>().and(&self.left_over)
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
            let (bytes, rows) = (size::bytes(spec), 1 + self.early(spec).count());
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
        Listing::of_change(&self.run, before.map(|task| (&task.spec, &task.state)), spec, &state)
    }

    /// Whether it takes an entry away or moves it, which nobody is to see before the push counts. One that comes to be is
    /// seen by nobody before, because lists ask the task.
    fn is_late(&self, listing: &Listing) -> bool {
        let before = self.before.get(&listing.part.task);
        let stood = before.map(|task| Listing::standing(&self.run, &task.spec, &task.state)).unwrap_or_default();
        stood.iter().any(|one| one.part.sub == listing.part.sub && one.list != listing.list)
    }

    fn early<'a>(&'a self, spec: &Spec) -> impl Iterator<Item = Listing> + 'a {
        self.listings(spec).into_iter().filter(|listing| !self.is_late(listing))
    }

    /// What is late: first those who have something to do by it.
    fn late(&self) -> Vec<Listing> {
        let all = self.changed.iter().flat_map(|spec| self.listings(spec));
        let mut late: Vec<_> = all.filter(|listing| self.is_late(listing)).collect();
        late.sort_by_key(|listing| listing.list == Listed::Nowhere);
        late
    }

    fn step(&mut self, fact: RunFact, specs: Vec<Spec>, stamp: &Stamp) -> Change<Staged> {
        let state = RunState { run: self.run.clone(), progress: self.progress.clone() };
        let change = Change::new(state, stamp, fact, []);
        let listings = specs.iter().flat_map(|spec| self.early(spec)).collect();
        // The next step builds on this one, once it is committed.
        let progress = change.state().progress.clone();
        self.progress = Progress { version: progress.version + 1, ..progress };
        change.map(|state| Staged { progress: state.progress, specs, listings })
    }

    fn end(self, (specs, listings): (Vec<Spec>, Vec<Listing>), stamp: &Stamp) -> Change<RunPushed> {
        let reopened: Vec<_> = self.changed.iter().filter(|spec| self.reopens(spec)).cloned().collect();
        let lags = !self.lagging().is_empty();
        let Self { run, mut progress, changed, .. } = self;
        for spec in &changed {
            progress.slots.set(spec.index, spec.slot);
        }
        for spec in &reopened {
            progress.done.set(spec.index, false);
            progress.held.set(spec.index, false);
        }
        (progress.staged, progress.push) = (progress.staged.filter(|_| lags), progress.pushes);
        let fact = RunFact::Pushed {
            run: run.slug.clone(),
            tasks: run.steps.iter().map(|step| step.task.clone()).collect(),
            changed: changed.iter().map(|spec| spec.task.clone()).collect(),
            steps: step_told::told(&run.org, &changed),
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
