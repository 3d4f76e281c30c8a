//! What the bus is told, derived from what the trails say: every published fact is an event.

use crate::{
    audit::Kind, document::DocumentFact, file::FileFact, run::RunFact, share::ShareFact, staff::OrgFact,
    step::StepFact, work_package::WorkPackageFact,
};

/// Every kind of record there is.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    [
        ShareFact::KINDS,
        StepFact::KINDS,
        RunFact::KINDS,
        DocumentFact::KINDS,
        WorkPackageFact::KINDS,
        FileFact::KINDS,
        OrgFact::KINDS,
    ]
    .into_iter()
    .flatten()
}
