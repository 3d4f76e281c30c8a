//! A row as a table holds it: its version, and what stands in it. Rows with the same print are the same to every rule.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

use vestibule_domain::{
    run::Progress,
    share::{Gate, PasswordHash},
    step::StepGate,
    task::{TaskState, Work},
    value::Digest,
};

use crate::held::Held;

/// What a versioned row holds. No rule looks at the hashes of the trail, which tell of the whole past: without them,
/// two ways to the same state are one state.
pub(crate) trait Value: Clone {
    fn version(&mut self) -> &mut u64;
    /// Everything that a rule may look at, secrets among it, which do not print themselves.
    fn print(&self) -> String;
}

#[derive(Clone)]
pub(crate) struct Row<V> {
    pub(crate) version: u64,
    value: Held<V>,
}

impl<V: Value> Row<V> {
    pub(crate) fn new(mut value: V) -> Self {
        Self { version: *value.version(), value: Held::new(&value.print(), value) }
    }

    /// The same once more, on top of what stands by now.
    pub(crate) fn on(&self, stands: &Self) -> Self {
        let mut value = self.value().clone();
        *value.version() = stands.version;
        Self::next(value)
    }

    /// What a transaction writes: the next of the version that was read.
    pub(crate) fn next(mut value: V) -> Self {
        *value.version() += 1;
        Self::new(value)
    }
}

impl<V> Row<V> {
    pub(crate) fn value(&self) -> &V {
        self.value.thing()
    }
}

impl<V> PartialEq for Row<V> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl<V> Eq for Row<V> {}

impl<V> Hash for Row<V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<V> fmt::Debug for Row<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}", self.version)
    }
}

impl Value for Gate {
    fn version(&mut self) -> &mut u64 {
        &mut self.version
    }
    fn print(&self) -> String {
        let mut told = self.clone();
        told.head.hash = Digest::default();
        format!("{told:?} {:?} {:?}", self.salt.bits(), self.password.as_ref().map(PasswordHash::text))
    }
}

impl Value for TaskState {
    fn version(&mut self) -> &mut u64 {
        &mut self.version
    }
    fn print(&self) -> String {
        let mut told = self.clone();
        if let Some(completion) = &mut told.completion {
            completion.record.hash = Digest::default();
        }
        format!("{told:?}")
    }
}

impl Value for Work {
    fn version(&mut self) -> &mut u64 {
        &mut self.version
    }
    fn print(&self) -> String {
        format!("{self:?}")
    }
}

impl Value for Progress {
    fn version(&mut self) -> &mut u64 {
        &mut self.version
    }
    fn print(&self) -> String {
        let mut told = self.clone();
        told.head.hash = Digest::default();
        format!("{told:?}")
    }
}

impl Value for StepGate {
    fn version(&mut self) -> &mut u64 {
        &mut self.version
    }
    fn print(&self) -> String {
        let mut told = self.clone();
        told.head.hash = Digest::default();
        format!("{told:?}")
    }
}
