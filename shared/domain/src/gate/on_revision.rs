//! The proof that acts on a revision ask for: who reads it, and by which share.

use jiff::Timestamp;

use super::{
    acting::{Acting, Used},
    admission::Admission,
};
use crate::{
    audit::Stamp,
    change::Change,
    document::{Document, Revision},
    share::{Gate, Permission, ResponseTerms, Share, ShareFact},
    task::StepDecision,
};

/// A revision as an act finds it, with its document and what else the act names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnRevision<T = ()> {
    pub document: Document,
    pub revision: Revision,
    pub also: T,
}

/// Proof that a guest may act on a revision, which it holds, as far as they have the permission. Only an [`Admission`]
/// makes one.
#[derive(Debug)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct RevisionPermit<'a, T = ()> {
    guest: Admission<'a>,
    on: &'a OnRevision<T>,
}

/// Why somebody who is in may not do this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevisionRefused {
    /// Also for documents and revisions that exist and are not in the share.
    #[error("there is no such revision")]
    NoSuchRevision,
    #[error("this share does not include the permission {permission}")]
    NotPermitted { permission: Permission },
    #[error("this document was withdrawn: nothing of it counts any more")]
    Withdrawn { since: Timestamp },
}

impl<'a> Admission<'a> {
    /// Whether a revision is the one that the share shows, so that its guest may look at it.
    pub fn sees_revision(self, document: &Document, revision: &Revision) -> bool {
        let share = self.share();
        share.shows(document) && share.shows_revision(revision)
    }

    /// With each permission, to act on the revision of the share.
    pub fn permit_revision<T>(self, on: &'a OnRevision<T>) -> Result<RevisionPermit<'a, T>, RevisionRefused> {
        if self.sees_revision(&on.document, &on.revision) {
            Ok(RevisionPermit { guest: self, on })
        } else {
            Err(RevisionRefused::NoSuchRevision)
        }
    }
}

impl<'a, T> RevisionPermit<'a, T> {
    pub(crate) fn document(&self) -> &'a Document {
        &self.on.document
    }

    pub(crate) fn revision(&self) -> &'a Revision {
        &self.on.revision
    }

    pub(crate) fn also(&self) -> &'a T {
        &self.on.also
    }

    pub(crate) fn share(&self) -> &'a Share {
        self.guest.share()
    }

    /// Whether the act is allowed at all.
    pub(crate) fn may(&self, permission: Permission) -> Result<(), RevisionRefused> {
        let is_allowed = self.share().terms.permissions.contains(&permission);
        if is_allowed { Ok(()) } else { Err(RevisionRefused::NotPermitted { permission }) }
    }

    /// What the share asks to be decided.
    pub(crate) fn response_terms(&self) -> Result<&'a ResponseTerms, RevisionRefused> {
        let asked = self.share().terms.scope.as_document().and_then(|shared| shared.response.as_ref());
        asked.ok_or(RevisionRefused::NotPermitted { permission: Permission::Respond })
    }

    /// What the guest used up so far.
    pub(crate) fn used(&self) -> Used {
        self.guest.used()
    }

    /// Records what was done, which uses something up.
    pub(crate) fn record(&self, fact: ShareFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        self.guest.record(fact, used, stamp)
    }

    /// The same, of which the share's creator is told by mail.
    pub(crate) fn record_as_news(&self, fact: ShareFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        self.guest.record_as_news(fact, used, stamp)
    }

    /// Records the last thing to be done by the share: what its guest decided.
    pub(crate) fn record_as_last(
        &self,
        fact: ShareFact,
        used: Used,
        decision: StepDecision,
        stamp: &Stamp,
    ) -> Change<Acting> {
        let moved = |gate: &mut Gate| {
            gate.decision = Some(decision);
            gate.completed_at = gate.completed_at.or(Some(stamp.now));
        };
        self.guest.record_moving(fact, used, moved, stamp)
    }

    /// The guest's state as it is.
    pub(crate) fn unchanged(&self) -> Acting {
        self.guest.unchanged()
    }
}
