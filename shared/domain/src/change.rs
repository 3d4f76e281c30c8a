//! The only thing a store accepts: new state together with the records of what changed it.

use crate::{
    audit::{About, Entry, Fact, Head, Stamp, TrailId},
    outbox::{Mail, Message},
};

/// State that has a trail of its own.
pub trait Audited {
    type Fact: Fact;

    fn trail(&self) -> TrailId;
    fn about(&self) -> About;
    fn head(&self) -> Head;
    fn set_head(&mut self, head: Head);
}

/// New state, its audit records and the mails it causes, committed in one transaction or not at
/// all. There is no way to make one without a record.
#[derive(Debug, Clone)]
#[must_use = "a change has no effect until it is committed"]
pub struct Change<S> {
    state: S,
    entry: Entry,
    /// Of the other trails that it moves.
    more: Vec<Entry>,
    mails: Vec<Mail>,
}

impl<S: Audited> Change<S> {
    /// The state as it shall be, and what happened: at least one fact.
    pub(crate) fn new(mut state: S, stamp: &Stamp, first: S::Fact, more: impl IntoIterator<Item = S::Fact>) -> Self {
        let mut head = state.head();
        let facts = std::iter::once(first).chain(more);
        let entry = Entry::append((state.trail(), state.about()), &mut head, stamp, facts);
        state.set_head(head);
        Self { state, entry, more: Vec::new(), mails: Vec::new() }
    }
}

impl<S> Change<S> {
    /// The rows that the change is made of: what it was made with, and what changes with that.
    pub(crate) fn map<T>(self, rows: impl FnOnce(S) -> T) -> Change<T> {
        Change { state: rows(self.state), entry: self.entry, more: self.more, mails: self.mails }
    }

    /// Both at once, or neither: a change of another trail joins this one.
    pub(crate) fn and<T, U>(self, other: Change<T>, rows: impl FnOnce(S, T) -> U) -> Change<U> {
        let more = self.more.into_iter().chain([other.entry]).chain(other.more).collect();
        let mails = self.mails.into_iter().chain(other.mails).collect();
        Change { state: rows(self.state, other.state), entry: self.entry, more, mails }
    }

    /// Mails that leave once the change is committed, each by itself.
    pub(crate) fn mail(mut self, stamp: &Stamp, messages: impl IntoIterator<Item = Message>) -> Self {
        let numbered = messages.into_iter().enumerate();
        self.mails.extend(numbered.map(|(n, message)| Mail { id: stamp.mail_id(n), at: stamp.now, message }));
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

    /// What it appends to each trail, [`Change::entry`] first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        std::iter::once(&self.entry).chain(&self.more)
    }

    pub fn mails(&self) -> &[Mail] {
        &self.mails
    }
}
