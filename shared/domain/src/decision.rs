//! What deciding on an act comes to, when it is not refused.

use crate::{audit::Stamp, change::Change};

/// A change to commit, or nothing to do.
#[derive(Debug, Clone)]
#[must_use = "a decision has no effect until its change is committed"]
pub enum Decision<S> {
    Change(Change<S>),
    /// It stands already, as this state says.
    Already(S),
}

/// Something that somebody wants done. It is decided on the proof `P` that they may, which holds the state.
pub trait Act<P> {
    /// The rows that it writes.
    type Made;
    type Refused;

    fn decide(&self, proof: P, stamp: &Stamp) -> Result<Decision<Self::Made>, Self::Refused>;
}

impl<S> Decision<S> {
    /// The state as it is once the decision is carried out.
    pub fn state(&self) -> &S {
        match self {
            Self::Change(change) => change.state(),
            Self::Already(state) => state,
        }
    }

    /// Like [`Decision::state`], by value.
    pub fn into_state(self) -> S {
        match self {
            Self::Change(change) => change.into_state(),
            Self::Already(state) => state,
        }
    }

    /// What there is to commit.
    pub fn change(&self) -> Option<&Change<S>> {
        match self {
            Self::Change(change) => Some(change),
            Self::Already(_) => None,
        }
    }
}

impl<S> From<Change<S>> for Decision<S> {
    fn from(change: Change<S>) -> Self {
        Self::Change(change)
    }
}
