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
    /// Beside what the row holds, in whichever version it is, or in a new one: the version moves on, so that nothing
    /// is written any more that was decided on an older one.
    Beside {
        key: Key,
        set: Item,
        gone: Vec<&'static str>,
    },
    Delete {
        key: Key,
    },
    /// The row must be of the version that was read; nothing of it is written.
    Stands {
        key: Key,
        version: u64,
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

    /// The same with what is written beside rows; where one of these is written anyway, with it.
    pub(super) fn beside(mut self, more: impl IntoIterator<Item = Write>) -> Self {
        for write in more {
            let Write::Beside { key, set, gone } = &write else {
                self.0.push(write);
                continue;
            };
            let own = self.0.iter_mut().find_map(|own| match own {
                Write::Next { key: there, set, gone, .. } if there == key => Some((set, gone)),
                _ => None,
            });
            match own {
                Some((own_set, own_gone)) => {
                    own_set.extend(set.clone());
                    own_gone.extend(gone.iter().copied());
                }
                None => self.0.push(write),
            }
        }
        self
    }
}
