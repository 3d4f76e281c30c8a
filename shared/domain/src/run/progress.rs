//! How far a run has come: which of its tasks are done, and which push counts. Small, because each completion
//! writes it.

use crate::{
    audit::Head,
    task::Spec,
    value::{RunId, TaskSlug},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub run: RunId,
    /// How many pushes there were, begun or ended.
    pub pushes: u32,
    /// The number of the push that counts.
    pub push: u32,
    /// How often a decision, a change of hands or a handing back moved a task. A push that is written in several steps
    /// is held against the run again once this has changed.
    pub moves: u32,
    /// The number of the push that is being written in several steps, until the last list has followed. Another one that
    /// begins takes its place.
    pub staged: Option<u32>,
    /// Which of its two rows describes a task. A push writes the other one, and turns the bit in its last step.
    pub slots: Bits,
    pub done: Bits,
    /// Those among them whose result does not pass: what comes after goes on waiting.
    pub held: Bits,
    /// Where the run's trail ends.
    pub head: Head,
    pub version: u64,
}

/// One bit for each task, by its number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bits(Vec<u8>);

impl Bits {
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn has(&self, index: u16) -> bool {
        self.0.get(usize::from(index / 8)).is_some_and(|byte| byte & (1 << (index % 8)) != 0)
    }

    pub(crate) fn set(&mut self, index: u16, on: bool) {
        let (byte, bit) = (usize::from(index / 8), 1 << (index % 8));
        if self.0.len() <= byte {
            self.0.resize(byte + 1, 0);
        }
        if on {
            self.0[byte] |= bit;
        } else {
            self.0[byte] &= !bit;
        }
    }
}

impl Progress {
    /// Of a run that was never pushed.
    pub(super) fn new(run: RunId) -> Self {
        let (slots, done, held) = (Bits::default(), Bits::default(), Bits::default());
        Self { run, pushes: 0, push: 0, moves: 0, staged: None, slots, done, held, head: Head::default(), version: 0 }
    }

    /// The same after a task was decided on, changed hands or was handed back.
    #[must_use]
    pub(crate) fn moved(&self) -> Self {
        Self { moves: self.moves.saturating_add(1), ..self.clone() }
    }

    /// Whether those that come after a task may begin, as far as it is up to that one.
    pub fn passed(&self, index: u16) -> bool {
        self.done.has(index) && !self.held.has(index)
    }

    /// The tasks that one waits for: they are unfinished, or did not pass.
    pub fn waiting_on(&self, spec: &Spec) -> Vec<TaskSlug> {
        spec.after.iter().filter(|first| !self.passed(first.index)).map(|first| first.task.clone()).collect()
    }

    /// Of a task's descriptions, the one that counts.
    pub fn current(&self, descriptions: impl IntoIterator<Item = Spec>) -> Option<Spec> {
        descriptions.into_iter().find(|spec| self.slots.has(spec.index) == spec.slot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_hundred_tasks_take_63_bytes() {
        let mut done = Bits::default();
        assert!(!done.has(0) && !done.has(499));
        done.set(499, true);
        done.set(0, true);
        done.set(8, true);
        done.set(8, false);
        assert!(done.has(0) && done.has(499) && !done.has(498) && !done.has(8) && !done.has(500));
        assert_eq!(done.bytes().len(), 63);
        assert_eq!(Bits::from_bytes(done.bytes().to_vec()), done);
    }
}
