//! What reading works with, and the share that most routes name.

use vestibule_domain::{
    share::ShareMailed,
    staff::{Forbidden, Right},
    value::ShareId,
};
use vestibule_web::{
    answer::{Kind, Problem},
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
        let unknown = || Problem::new(Kind::NotFound, "there is no such share");
        let (member, mailed) = tokio::join!(self.staff.member(claims), self.staff.store.share_mailed(id));
        let (member, mailed) = (member?, mailed?);
        let mailed = mailed.filter(|mailed| mailed.share.terms.org == member.org).ok_or_else(unknown)?;
        match member.authority(&mailed.share.terms.project, Right::ViewShares) {
            Ok(_) => Ok(mailed),
            Err(Forbidden::NoSuchProject) => Err(unknown()),
            Err(forbidden) => Err(forbidden.into()),
        }
    }
}
