//! The rows of a step, and the one way to write them, as `rows/change/task.rs` of `shared/cloud` has it.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_domain::{
    run::{Listing, Progress},
    share::Gate,
    step::StepGate,
    task::{Spec, TaskState, Work},
};

use super::acts::{Act, Who};
use crate::{held::Held, rows::Row};

/// Mistakes that the store or a runner could make, each planted to see that it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mistake {
    /// A decision has no condition on `PROGRESS`.
    DecideWithoutProgress,
    /// What changes hands does not move the part of who had it.
    KeepPart,
    /// What was overtaken is sent again on the versions of now, without deciding again.
    SendAgain,
    /// A result that does not pass does not hold back what comes after.
    ForgetHolding,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Tables {
    /// The two descriptions of the step; a bit of `PROGRESS` says which one counts.
    pub(super) specs: [Option<Held<Spec>>; 2],
    pub(super) state: Row<TaskState>,
    pub(super) work: Row<Work>,
    pub(super) progress: Row<Progress>,
    pub(super) parts: BTreeMap<String, Row<StepGate>>,
    /// Of the guest's share.
    pub(super) gate: Row<Gate>,
    pub(super) past: Past,
}

/// What must not be forgotten of the past.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Past {
    /// The cycles that came to a result.
    pub(super) results: BTreeSet<u16>,
    pub(super) faults: BTreeSet<Fault>,
}

/// What a law forbids, seen at the moment when it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fault {
    SecondResult,
    DecidedAfterGiven,
    SavedAfterGiven,
    OnReplacedDescription,
}

/// What one act writes, each row as the next of the version that was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Transaction {
    pub(super) who: Who,
    pub(super) act: Act,
    pub(super) state: Option<Row<TaskState>>,
    pub(super) work: Option<Row<Work>>,
    pub(super) progress: Option<Row<Progress>>,
    pub(super) part: Option<Row<StepGate>>,
    pub(super) gate: Option<Row<Gate>>,
    pub(super) spec: Option<Held<Spec>>,
    /// Whose parts are written beside it, whichever version they are in.
    pub(super) beside: Vec<String>,
    /// The push that counted for who decided.
    pub(super) push: u32,
}

impl Transaction {
    pub(super) fn of(who: Who, act: Act, push: u32) -> Self {
        let (state, work, progress, part, gate, spec) = (None, None, None, None, None, None);
        Self { who, act, state, work, progress, part, gate, spec, beside: vec![], push }
    }

    pub(super) fn listed(mut self, listings: &[Listing]) -> Self {
        self.beside = listings.iter().map(|listing| listing.part.sub.clone()).collect();
        self
    }
}

impl Tables {
    /// The description that counts.
    pub(super) fn spec(&self) -> &Spec {
        self.progress.value().current_held(&self.specs)
    }

    /// As it counts in the cycle of its description.
    pub(super) fn state(&self) -> TaskState {
        self.state.value().clone().in_cycle(self.spec().cycle)
    }

    pub(super) fn is_assigned(&self, who: Who) -> bool {
        let step = self.spec().step.as_ref().unwrap();
        step.is_assigned(&self.state().step, &who.assignee())
    }

    /// Writes all of a transaction, or nothing: `false`, if a row has another version by now.
    pub(super) fn commit(&mut self, tx: &Transaction, mistake: Option<Mistake>) -> bool {
        let unguarded = mistake == Some(Mistake::DecideWithoutProgress) && matches!(tx.act, Act::Decide(_));
        let own = tx.part.as_ref().map(|part| (part, self.parts.get(&part.value().part.sub)));
        let stands = tx.state.as_ref().is_none_or(|row| self.state.version + 1 == row.version)
            && tx.work.as_ref().is_none_or(|row| self.work.version + 1 == row.version)
            && (unguarded || tx.progress.as_ref().is_none_or(|row| self.progress.version + 1 == row.version))
            && tx.gate.as_ref().is_none_or(|row| self.gate.version + 1 == row.version)
            && own.is_none_or(|(part, stands)| stands.map_or(0, |row| row.version) + 1 == part.version);
        if stands {
            self.note(tx);
            self.write(tx, mistake);
        }
        stands
    }

    fn write(&mut self, tx: &Transaction, mistake: Option<Mistake>) {
        self.state = tx.state.clone().unwrap_or_else(|| self.state.clone());
        self.work = tx.work.clone().unwrap_or_else(|| self.work.clone());
        self.progress = tx.progress.clone().unwrap_or_else(|| self.progress.clone());
        self.gate = tx.gate.clone().unwrap_or_else(|| self.gate.clone());
        if let Some(spec) = &tx.spec {
            self.specs[usize::from(spec.thing().slot)] = Some(spec.clone());
        }
        let own = tx.part.as_ref().map(|part| part.value().part.sub.clone());
        for sub in tx.beside.iter().filter(|sub| own.as_ref() != Some(*sub) && mistake != Some(Mistake::KeepPart)) {
            let part = self.parts.get(sub).map(|row| row.value().clone());
            self.parts.insert(sub.clone(), Row::next(part.unwrap_or_else(|| super::acts::part(sub))));
        }
        if let (Some(sub), Some(part)) = (own, &tx.part) {
            self.parts.insert(sub, part.clone());
        }
    }

    /// What is true of the tables at the moment when something is done to them.
    fn note(&mut self, tx: &Transaction) {
        let had = self.is_assigned(tx.who);
        let mut faults = BTreeSet::new();
        match tx.act {
            Act::Decide(_) => {
                let state = tx.state.as_ref().unwrap().value();
                if state.completion.is_some() && !self.past.results.insert(state.cycle) {
                    faults.insert(Fault::SecondResult);
                }
                if tx.push != self.progress.value().pushes {
                    faults.insert(Fault::OnReplacedDescription);
                } else if !had {
                    faults.insert(Fault::DecidedAfterGiven);
                }
            }
            Act::Save | Act::Withdraw if !had => drop(faults.insert(Fault::SavedAfterGiven)),
            Act::Save | Act::Withdraw | Act::Reassign(..) | Act::Push { .. } => {}
        }
        self.past.faults.extend(faults);
    }
}

/// The description that counts, of two.
trait Current {
    fn current_held<'a>(&self, specs: &'a [Option<Held<Spec>>; 2]) -> &'a Spec;
}

impl Current for Progress {
    fn current_held<'a>(&self, specs: &'a [Option<Held<Spec>>; 2]) -> &'a Spec {
        let described = specs.iter().flatten().map(Held::thing);
        described.into_iter().find(|spec| self.slots.has(spec.index) == spec.slot).unwrap()
    }
}
