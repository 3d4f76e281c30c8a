//! The proof that acts on the files of a share's tasks ask for. Only guests have one.

use super::{
    acting::{Acting, Used},
    admission::Admission,
    on_task::WorkRefused,
};
use crate::{
    audit::Stamp,
    change::Change,
    share::{Permission, ShareFact, SharedFiles},
    task::Spec,
    value::ShareId,
};

/// What the tasks of a share ask for, with what else an act on their files names. Of descriptions that are not in the
/// share nothing is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnFiles<T> {
    pub specs: Vec<Spec>,
    pub also: T,
}

/// Proof that a guest may act on the files of their tasks, as far as they have the permission. Only an [`Admission`]
/// makes one.
#[derive(Debug)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct FilesPermit<'a, T> {
    guest: Admission<'a>,
    on: &'a OnFiles<T>,
}

impl<'a> Admission<'a> {
    /// With each permission, to act on the files of the share's tasks.
    pub fn permit_files<T>(self, on: &'a OnFiles<T>) -> FilesPermit<'a, T> {
        FilesPermit { guest: self, on }
    }
}

impl<'a, T> FilesPermit<'a, T> {
    /// What may be fetched.
    pub(crate) fn files(&self) -> SharedFiles {
        self.guest.share().files(&self.on.specs)
    }

    pub(crate) fn also(&self) -> &'a T {
        &self.on.also
    }

    pub(crate) fn share_id(&self) -> ShareId {
        self.guest.share().id()
    }

    /// What the guest used up so far.
    pub(crate) fn used(&self) -> Used {
        self.guest.used()
    }

    /// Whether the act is allowed at all.
    pub(crate) fn may(&self, permission: Permission) -> Result<(), WorkRefused> {
        let is_allowed = self.guest.share().terms.permissions.contains(&permission);
        if is_allowed { Ok(()) } else { Err(WorkRefused::NotPermitted { permission }) }
    }

    /// Records what was done, which uses something up.
    pub(crate) fn record(&self, fact: ShareFact, used: Used, stamp: &Stamp) -> Change<Acting> {
        self.guest.record(fact, used, stamp)
    }

    /// The guest's state as it is.
    pub(crate) fn unchanged(&self) -> Acting {
        self.guest.unchanged()
    }
}
