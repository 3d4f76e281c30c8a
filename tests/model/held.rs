//! What somebody holds, or has on its way: compared and hashed by a print that was made once.

use std::{
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

/// A thing, and the print that tells it from others.
pub(crate) struct Held<T> {
    print: u64,
    thing: Arc<T>,
}

impl<T> Held<T> {
    /// `name` tells everything of the thing that counts.
    pub(crate) fn new(name: &impl Hash, thing: T) -> Self {
        Self { print: print(name), thing: Arc::new(thing) }
    }

    pub(crate) fn thing(&self) -> &T {
        &self.thing
    }
}

pub(crate) fn print(name: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        Self { print: self.print, thing: self.thing.clone() }
    }
}

impl<T> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        self.print == other.print
    }
}
impl<T> Eq for Held<T> {}

impl<T> Hash for Held<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.print.hash(state);
    }
}

impl<T: fmt::Debug> fmt::Debug for Held<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.thing.fmt(f)
    }
}
