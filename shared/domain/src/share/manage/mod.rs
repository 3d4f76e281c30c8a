//! What staff do with a share that exists, one file an act.

pub(super) mod apply_policy;
pub(super) mod change_password;
pub(super) mod comment;
pub(super) mod edit;
pub(super) mod extend;
pub(super) mod revoke;
pub(super) mod rotate;

use super::{standing::Standing, state::Share, terms_flaw::TermsFlaw};
use crate::{
    audit::Stamp,
    staff::{Authority, Forbidden, Member, Need, Right},
};

/// A share with the proof that a member manages it.
#[derive(Debug, Clone, Copy)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct Managed<'a> {
    by: Authority<'a>,
    share: &'a Share,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManageRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("the share is already {}", standing.name())]
    Over { standing: Standing },
    /// So a new link is none that its guest could open.
    #[error("{}", opens_nothing(standing))]
    OpensNothing { standing: Standing },
    #[error(transparent)]
    Terms(#[from] TermsFlaw),
}

fn opens_nothing(standing: &Standing) -> String {
    let first = match standing {
        Standing::Exhausted => "it was opened as often as it may be: first raise its max_accesses",
        _ => "it is over: first move its expiry",
    };
    format!("a new link of this share would open nothing, because {first}")
}

impl Share {
    /// Initiators manage their own shares; those who have the right to, all of the project.
    pub fn managed<'a>(&'a self, by: Authority<'a>) -> Result<Managed<'a>, Forbidden> {
        let rights = (Right::ManageOwnShares, Right::ManageAllShares);
        by.manages((&self.terms.org, &self.terms.project), &self.terms.creator.sub, rights)?;
        Ok(Managed { by, share: self })
    }

    /// A member who manages it, if they have the right to. In another org there may be a project of the same name: what
    /// somebody lacks there says nothing of this share.
    pub fn managed_by<'a>(&'a self, member: &'a Member) -> Result<Managed<'a>, Forbidden> {
        if member.org != self.terms.org {
            return Err(Forbidden::NoSuchProject);
        }
        self.managed(member.authority(&self.terms.project, Right::ManageOwnShares)?)
    }

    /// Whether a member may read it and its trail.
    pub fn viewed_by(&self, member: &Member) -> Result<(), Forbidden> {
        let by = member.authority(&self.terms.project, Right::ViewShares)?;
        by.covers(Right::ViewShares, &self.terms.org, &self.terms.project)
    }
}

impl<'a> Managed<'a> {
    pub fn member(&self) -> &'a Member {
        self.by.member()
    }

    pub fn share(&self) -> &'a Share {
        self.share
    }

    /// What it takes to manage this share again.
    pub fn need(&self) -> Need {
        let own = self.by.member().sub == self.share.terms.creator.sub;
        let right = if own { Right::ManageOwnShares } else { Right::ManageAllShares };
        Need { right, ..self.by.need() }
    }

    /// Neither revoked nor completed; expired shares can be brought back by extending them.
    fn alive(&self, stamp: &Stamp) -> Result<&'a Share, ManageRefused> {
        match self.share.standing(stamp.now) {
            standing @ (Standing::Revoked { .. } | Standing::Completed { .. }) => Err(ManageRefused::Over { standing }),
            Standing::Expired { .. } | Standing::Exhausted | Standing::Open => Ok(self.share),
        }
    }
}

#[cfg(test)]
mod tests;
