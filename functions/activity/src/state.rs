//! What reading works with, and the share that most routes name.

use vestibule_domain::{share::ShareMailed, staff::Member, value::ShareId};
use vestibule_web::{
    answer::{Problem, forbidden_share, no_such_share},
    door::Staff,
    request::Claims,
};

/// What reading works with.
#[derive(Debug, Clone)]
pub struct Activity {
    pub staff: Staff,
}

impl Activity {
    /// A share in a project whose shares the member may view. Any other does not exist.
    pub(crate) async fn share(&self, claims: &Claims, id: ShareId) -> Result<ShareMailed, Problem> {
        Ok(self.share_for(claims, id).await?.1)
    }

    /// The same, with the member.
    pub(crate) async fn share_for(&self, claims: &Claims, id: ShareId) -> Result<(Member, ShareMailed), Problem> {
        let (member, mailed) = tokio::join!(self.staff.member(claims), self.staff.store.share_mailed(id));
        let (member, mailed) = (member?, mailed?.ok_or_else(no_such_share)?);
        mailed.share.viewed_by(&member).map_err(forbidden_share)?;
        Ok((member, mailed))
    }
}
