//! What is said of a document. Codes and words are the host's own; two statuses mean something here.

use super::fact::Detail;
use crate::value::{Coded, Line, RegisterNumber};

/// What a host has to say of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    pub title: Line<300>,
    /// Drawing, specification, certificate…
    pub kind: Coded,
    pub status: Coded,
    pub discipline: Option<Coded>,
    /// The number of the work package that it is filed under.
    pub work_package: Option<RegisterNumber>,
}

/// The document is over: it takes no revision, and nothing is said of it any more.
const WITHDRAWN: &str = "withdrawn";
/// Another document has taken its place: it takes no revision while it is called so.
const SUPERSEDED: &str = "superseded";

impl Details {
    pub fn is_withdrawn(&self) -> bool {
        self.status.code.folded() == WITHDRAWN
    }

    pub fn is_superseded(&self) -> bool {
        self.status.code.folded() == SUPERSEDED
    }

    /// What of it is another than before.
    pub(super) fn changed_since(&self, before: &Self) -> Vec<Detail> {
        let changed = [
            (Detail::Title, self.title != before.title),
            (Detail::Type, self.kind != before.kind),
            (Detail::Status, self.status != before.status),
            (Detail::Discipline, self.discipline != before.discipline),
            (Detail::WorkPackage, self.work_package != before.work_package),
        ];
        changed.into_iter().filter_map(|(detail, is_changed)| is_changed.then_some(detail)).collect()
    }
}
