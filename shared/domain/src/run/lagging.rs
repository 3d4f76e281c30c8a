//! Lists that lag behind what counts: those of a push in several steps that one transaction does not hold, and those that
//! a push has left behind which never ended.

use std::collections::BTreeSet;

use super::{
    entries::Entries,
    fact::RunFact,
    flow::{KnownRun, RunState},
    part::{Listed, Listing},
    progress::Progress,
    staging::{MAX_BATCH_ROWS, Staged},
};
use crate::{audit::Stamp, change::Change};

/// Entries in lists that are yet to follow, as the run stood when it was read.
#[derive(Debug, Clone)]
pub struct LaggingLists {
    run: RunState,
    left: Vec<Listing>,
}

impl LaggingLists {
    /// `None`: a push that began later puts all of them right, or they are right already.
    pub fn of(known: KnownRun, push: u32, entries: &Entries) -> Option<Self> {
        let KnownRun { run, progress, tasks } = known;
        progress.staged.filter(|staged| *staged == push)?;
        let standing = tasks.iter().flat_map(|task| Listing::standing(&run, &task.spec, &task.state));
        let mut left: Vec<_> =
            standing.filter(|one| entries.0.contains(&(one.part.task.clone(), one.part.sub.clone()))).collect();
        let stands: BTreeSet<_> = left.iter().map(|one| (one.part.task.clone(), one.part.sub.clone())).collect();
        let gone = entries.0.difference(&stands);
        left.extend(gone.map(|(task, sub)| Listing::of(&run, task, sub, Listed::Nowhere)));
        Some(Self { run: RunState { run, progress }, left })
    }

    /// The next transaction of them. The last one ends the push.
    pub fn follow(&self, stamp: &Stamp) -> Change<Staged> {
        let (now, later) = self.left.split_at(self.left.len().min(MAX_BATCH_ROWS));
        let (mut run, push) = (self.run.clone(), self.run.progress.staged.unwrap_or_default());
        run.progress.staged = run.progress.staged.filter(|_| !later.is_empty());
        let fact = RunFact::ListsFollowed { push, entries: now.len(), left: later.len() };
        let change = Change::new(run, stamp, fact, []);
        change.map(|state| Staged { progress: state.progress, specs: vec![], listings: now.to_vec() })
    }

    /// What is left after a transaction was committed; `None`: nothing is.
    pub fn after(mut self, committed: Change<Staged>) -> Option<Self> {
        self.left.drain(..self.left.len().min(MAX_BATCH_ROWS));
        let Staged { progress, .. } = committed.into_state();
        self.run.progress = Progress { version: progress.version + 1, ..progress };
        (!self.left.is_empty()).then_some(self)
    }

    /// The entries that are left.
    pub fn entries(self) -> Entries {
        self.left.into_iter().map(|listing| listing.part).collect()
    }
}
