//! The only thing a store accepts: new state together with the records of what changed it.

use crate::{
    audit::{Entry, Event, Head, Stamp, TrailId},
    outbox::{Message, Outgoing},
};

/// State that has a trail of its own.
pub trait Audited {
    fn trail(&self) -> TrailId;
    fn head_mut(&mut self) -> &mut Head;
}

/// New state, its audit records and the messages it causes, committed in one transaction or not at
/// all. There is no way to make one without a record.
#[derive(Debug, Clone)]
#[must_use = "a change has no effect until it is committed"]
pub struct Change<S> {
    state: S,
    entry: Entry,
    outgoing: Option<Outgoing>,
}

impl<S: Audited> Change<S> {
    /// The state as it shall be, and what happened: at least one event.
    pub(crate) fn new(mut state: S, stamp: &Stamp, first: Event, more: impl IntoIterator<Item = Event>) -> Self {
        let events = std::iter::once(first).chain(more).collect();
        let entry = Entry::append(state.trail(), state.head_mut(), stamp, events);
        Self { state, entry, outgoing: None }
    }
}

impl<S> Change<S> {
    /// Further state that changes with it and is told of in the same records.
    pub(crate) fn with<T>(self, also: T) -> Change<(S, T)> {
        Change { state: (self.state, also), entry: self.entry, outgoing: self.outgoing }
    }

    /// Messages that leave once the change is committed, as one bundle.
    pub(crate) fn tell(mut self, stamp: &Stamp, messages: Vec<Message>) -> Self {
        if !messages.is_empty() {
            self.outgoing = Some(Outgoing { id: stamp.outbox_id(), at: stamp.now, messages });
        }
        self
    }

    pub fn state(&self) -> &S {
        &self.state
    }

    pub fn into_state(self) -> S {
        self.state
    }

    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    pub fn outgoing(&self) -> Option<&Outgoing> {
        self.outgoing.as_ref()
    }
}
