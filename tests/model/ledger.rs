//! What must not be forgotten of the past, to judge what comes: which effects there were, who was told what.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    plan::{Act, Right, What},
    tables::Transaction,
};

/// The one field that staff hand back.
const HANDED_BACK: &str = "legal_name";

/// What a property forbids, seen at the moment when it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fault {
    /// An effect of a guest after the share was revoked.
    AfterRevocation,
    /// An effect by a session, or a link, that a rotation, a password or a revocation had ended.
    AfterEnd,
    /// One act had two effects.
    Twice,
    /// An answer came into a task that was completed.
    AfterCompletion,
    /// Somebody was told that an answer is saved which was not.
    SavedUntrue,
    /// Two records for one place of the trail.
    TrailTaken,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Ledger {
    pub(crate) faults: BTreeSet<Fault>,
    pub(crate) shares: Vec<Past>,
    /// Tasks that are completed.
    completed: BTreeSet<usize>,
    /// How often each was handed back.
    handed_back: BTreeMap<usize, u32>,
    /// Of each field, the text that came last.
    pub(crate) texts: BTreeMap<(usize, &'static str), &'static str>,
    /// Effects that there may be once.
    effects: BTreeSet<Effect>,
}

/// Of one share.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Past {
    revoked: bool,
    /// The highest that stood.
    epoch: u32,
    link: u32,
    /// Sessions that were handed out, by visit and epoch.
    pub(crate) sessions: BTreeSet<(usize, usize, u32)>,
    /// How many of them there were when something was handed back last: then openings are counted anew.
    pub(crate) sessions_before: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Effect {
    /// Of an actor's visit, in an epoch, within the ten minutes in which pressing again is the same.
    Opening(usize, usize, u32, usize),
    /// Of a task; by text, and by what it was typed on: who is shown what somebody else wrote may write over it.
    Save(usize, &'static str, u64),
    /// Of a task, in a round of it.
    Completion(usize, u32),
    /// Of the actor whose request it was.
    HandingBack(usize),
    Revocation(usize),
    /// Of the actor whose request it was.
    Rotation(usize),
    Password(usize),
    Expiry(usize),
}

impl Ledger {
    pub(crate) fn new(shares: usize) -> Self {
        Self { shares: vec![Past::default(); shares], ..Self::default() }
    }

    /// A transaction was carried out.
    pub(crate) fn note(&mut self, tx: &Transaction) {
        let past = &mut self.shares[tx.share];
        if past.revoked && tx.right.is_guests() {
            self.faults.insert(Fault::AfterRevocation);
        }
        let gate = tx.gate.value();
        let ended = match tx.right {
            Right::Link(link) => link < past.link || gate.epoch < past.epoch,
            Right::Session(epoch) => epoch.min(gate.epoch) < past.epoch,
            Right::Staff | Right::System => false,
        };
        if ended {
            self.faults.insert(Fault::AfterEnd);
        }
        past.revoked |= gate.revoked.is_some();
        past.epoch = past.epoch.max(gate.epoch);
        past.link = past.link.max(gate.link);
        if effect(tx, &self.handed_back).is_some_and(|effect| !self.effects.insert(effect)) {
            self.faults.insert(Fault::Twice);
        }
        match tx.what {
            What::Act { act: Act::Save { task, field, text }, .. } => {
                let is_sent = self.handed_back.contains_key(&task) && field != HANDED_BACK;
                if self.completed.contains(&task) || is_sent {
                    self.faults.insert(Fault::AfterCompletion);
                }
                self.texts.insert((task, field), text);
            }
            What::Act { act: Act::Complete { task }, .. } => drop(self.completed.insert(task)),
            What::Act { act: Act::HandBack { task }, .. } => {
                self.completed.remove(&task);
                *self.handed_back.entry(task).or_default() += 1;
                let past = &mut self.shares[tx.share];
                past.sessions_before = past.sessions.len();
            }
            What::Act { .. } | What::Attempt | What::Opening { .. } => {}
        }
    }

    /// Somebody reads that their answer is saved.
    pub(crate) fn answered_saved(&mut self, task: usize, text: &'static str) {
        if self.effects.range(Effect::Save(task, text, 0)..=Effect::Save(task, text, u64::MAX)).next().is_none() {
            self.faults.insert(Fault::SavedUntrue);
        }
    }
}

/// `None`: there may be any number of it.
fn effect(tx: &Transaction, rounds: &BTreeMap<usize, u32>) -> Option<Effect> {
    let (actor, act, base) = match tx.what {
        What::Attempt => return None,
        What::Opening { actor, visit, epoch, clock } => return Some(Effect::Opening(actor, visit, epoch, clock)),
        What::Act { actor, act, base } => (actor, act, base),
    };
    Some(match act {
        Act::Open => return None,
        Act::Save { task, text, .. } => Effect::Save(task, text, base),
        Act::Complete { task } => Effect::Completion(task, rounds.get(&task).copied().unwrap_or_default()),
        Act::HandBack { .. } => Effect::HandingBack(actor),
        Act::Revoke => Effect::Revocation(tx.share),
        Act::Rotate => Effect::Rotation(actor),
        Act::SetPassword => Effect::Password(actor),
        Act::RecordExpiry => Effect::Expiry(tx.share),
    })
}
