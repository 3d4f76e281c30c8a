//! The rows that one change writes.

use crate::keys::{Item, Key};

/// One row to write.
#[derive(Debug, Clone)]
pub(crate) enum Write {
    /// There must be none.
    New {
        key: Key,
        item: Item,
    },
    /// Over any row that is there: content that is addressed by its hash, and descriptions that do not count yet.
    Put {
        key: Key,
        item: Item,
    },
    /// The next of the version that was read; attributes that are neither set nor gone stay.
    Next {
        key: Key,
        set: Item,
        gone: Vec<&'static str>,
        version: u64,
    },
    Delete {
        key: Key,
    },
}

/// The rows of one change. Nothing outside this crate makes or reads one.
#[derive(Debug, Clone)]
pub struct Writes(pub(crate) Vec<Write>);

impl Writes {
    pub(super) fn and(mut self, more: impl IntoIterator<Item = Write>) -> Self {
        self.0.extend(more);
        self
    }
}
