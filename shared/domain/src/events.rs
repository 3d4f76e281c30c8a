//! What the bus is told, derived from what the trails say: every published fact is an event.

use crate::{audit::Kind, file::FileFact, run::RunFact, share::ShareFact, staff::OrgFact};

/// Every kind of record there is.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    [ShareFact::KINDS, RunFact::KINDS, FileFact::KINDS, OrgFact::KINDS].into_iter().flatten()
}
