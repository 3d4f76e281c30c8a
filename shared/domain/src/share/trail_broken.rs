//! An org learns that the trail of one of its shares was broken, and where that goes on.

use super::state::Share;
use crate::{
    audit::{Head, Resumption, Stamp},
    change::Change,
    staff::{Org, OrgFact},
    value::OrgSlug,
};

/// Of an org where its trail ends, and nothing else: who records this may change nothing else of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailBroken {
    pub org: OrgSlug,
    pub head: Head,
    pub version: u64,
}

impl Share {
    /// Records in the trail of its org that its own goes on elsewhere, behind its record `after`.
    pub fn record_broken_trail(
        &self,
        org: &Org,
        (after, resumption): (u64, &Resumption),
        stamp: &Stamp,
    ) -> Change<TrailBroken> {
        let Resumption { taken, at, .. } = *resumption;
        let project = self.terms.project.clone();
        let fact = OrgFact::ShareTrailBroken { share: self.id(), project, after, taken, goes_on_at: at };
        let change = Change::new(org.clone(), stamp, fact, []);
        change.map(|Org { slug, head, version, .. }| TrailBroken { org: slug, head, version })
    }
}
