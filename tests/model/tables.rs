//! The tables: rows with versions, trails, stored answers; and the one way to write, a transaction on conditions. Those
//! are the ones of `shared/cloud/src/commit` and `rows/change.rs`, whose own tests name them.

use std::collections::BTreeSet;

use vestibule_domain::{
    Change,
    run::Progress,
    share::{Gate, ShareFact},
    task::{TaskState, Work},
};

use crate::{
    held::Held,
    mistake::Mistake,
    plan::{Right, What},
    rows::{Row, Value},
};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Tables {
    /// One of each share.
    pub(crate) gates: Vec<Row<Gate>>,
    pub(crate) trails: Vec<Trail>,
    /// One of each task.
    pub(crate) tasks: Vec<TaskRows>,
    pub(crate) progress: Row<Progress>,
    /// Stored answers, each under the key that its request had: the actor and the step.
    pub(crate) answers: BTreeSet<(usize, usize)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct TaskRows {
    pub(crate) state: Row<TaskState>,
    pub(crate) work: Row<Work>,
}

/// A share's trail as far as the model looks at it: how many records there are of each kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Trail {
    pub(crate) kinds: [u8; ShareFact::KINDS.len()],
}

/// What a request has read so far. A batch is read row by row, each at a moment of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Read {
    pub(crate) gate: Option<Row<Gate>>,
    pub(crate) state: Option<Row<TaskState>>,
    pub(crate) work: Option<Row<Work>>,
    pub(crate) progress: Option<Row<Progress>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Gate,
    State,
    Work,
    Progress,
}

/// One transaction: what it writes, each row as the next of the version that was read; its records; whose it is.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Transaction {
    pub(crate) share: usize,
    pub(crate) task: usize,
    pub(crate) gate: Row<Gate>,
    pub(crate) state: Option<Row<TaskState>>,
    pub(crate) work: Option<Row<Work>>,
    pub(crate) progress: Option<Row<Progress>>,
    /// The place of the first record in the trail, and the kinds of all.
    pub(crate) first: u64,
    pub(crate) kinds: Vec<usize>,
    /// The request's key, under which its answer is stored.
    pub(crate) answer: Option<(usize, usize)>,
    pub(crate) right: Right,
    pub(crate) what: What,
}

/// Why a transaction wrote nothing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cancelled {
    /// A row has another version by now, or the answer is there: read again, decide again.
    Overtaken,
    /// Only the row of the trail is taken, which is an alarm.
    TrailTaken,
}

impl Transaction {
    /// What writes the gate alone so far.
    pub(crate) fn of<S>(change: &Change<S>, share: usize, gate: &Gate, (right, what): (Right, What)) -> Self {
        let records = change.entry().records();
        let kind = |name: &str| ShareFact::KINDS.iter().position(|kind| kind.name == name).unwrap();
        Self {
            share,
            task: 0,
            gate: Row::next(gate.clone()),
            state: None,
            work: None,
            progress: None,
            first: records[0].record.seq(),
            kinds: records.iter().map(|appended| kind(appended.record.kind())).collect(),
            answer: None,
            right,
            what,
        }
    }

    pub(crate) fn held(self) -> Held<Self> {
        Held::new(&crate::held::print(&self), self)
    }
}

impl Trail {
    pub(crate) fn end(&self) -> u64 {
        self.kinds.iter().map(|count| u64::from(*count)).sum()
    }

    pub(crate) fn count(&self, kind: &str) -> u32 {
        let at = ShareFact::KINDS.iter().position(|known| known.name == kind).unwrap();
        self.kinds[at].into()
    }
}

impl Tables {
    pub(crate) fn read(&self, (share, task): (usize, usize), part: Part, into: &mut Read) {
        match part {
            Part::Gate => into.gate = Some(self.gates[share].clone()),
            Part::State => into.state = Some(self.tasks[task].state.clone()),
            Part::Work => into.work = Some(self.tasks[task].work.clone()),
            Part::Progress => into.progress = Some(self.progress.clone()),
        }
    }

    /// Whether all conditions of a transaction hold.
    pub(crate) fn takes(&self, tx: &Transaction, mistake: Option<Mistake>) -> Result<(), Cancelled> {
        let unguarded = mistake == Some(Mistake::CommitWithoutGate) && tx.right.is_guests();
        let task = &self.tasks[tx.task];
        let stand = [
            unguarded || follows(Some(&tx.gate), &self.gates[tx.share]),
            follows(tx.state.as_ref(), &task.state),
            mistake == Some(Mistake::CommitWithoutWork) || follows(tx.work.as_ref(), &task.work),
            follows(tx.progress.as_ref(), &self.progress),
            tx.answer.is_none_or(|key| !self.answers.contains(&key)),
        ];
        if stand.contains(&false) {
            return Err(Cancelled::Overtaken);
        }
        if tx.first <= self.trails[tx.share].end() && !unguarded {
            return Err(Cancelled::TrailTaken);
        }
        Ok(())
    }

    /// Writes all of a transaction, or nothing.
    pub(crate) fn commit(&mut self, tx: &Transaction, mistake: Option<Mistake>) -> Result<(), Cancelled> {
        self.takes(tx, mistake)?;
        let trail = &mut self.trails[tx.share];
        if mistake != Some(Mistake::CommitWithoutRecord) || !tx.right.is_guests() {
            tx.kinds.iter().for_each(|kind| trail.kinds[*kind] += 1);
        }
        self.gates[tx.share] = tx.gate.clone();
        let task = &mut self.tasks[tx.task];
        task.state = tx.state.clone().unwrap_or_else(|| task.state.clone());
        task.work = tx.work.clone().unwrap_or_else(|| task.work.clone());
        self.progress = tx.progress.clone().unwrap_or_else(|| self.progress.clone());
        self.answers.extend(tx.answer.filter(|_| mistake != Some(Mistake::ForgetAnswer)));
        Ok(())
    }
}

/// Whether a row still has the version that the one to write was made of.
fn follows<V: Value>(next: Option<&Row<V>>, stands: &Row<V>) -> bool {
    next.is_none_or(|next| stands.version + 1 == next.version)
}
