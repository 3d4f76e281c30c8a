//! What staff see: the active shares, the shares of a run, one share, and what happened to it. Reads only.

mod list;
mod page;
mod run;
mod show;
mod trail;

use axum::Router;
use http::Method;
use vestibule_domain::{
    share::ShareMailed,
    staff::{Forbidden, Right},
    value::ShareId,
};
use vestibule_web::{
    answer::{Kind, Problem},
    door::{Routes, Staff},
    request::Claims,
    start::{Start, StartError},
};

/// What reading works with.
#[derive(Debug, Clone)]
pub struct Activity {
    pub staff: Staff,
}

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, staff) = (start.site(), Staff::from_start(start));
    let (site, staff) = (site?, staff.await?);
    Ok(routes().into_router(Activity { staff }, site, &start.clock))
}

pub fn routes() -> Routes<Activity> {
    Routes::new("activity")
        .staff(Method::GET, "/v1/shares", list::list)
        .staff(Method::GET, "/v1/shares/{share}", show::show)
        .staff(Method::GET, "/v1/shares/{share}/activity", trail::trail)
        .staff(Method::GET, "/v1/projects/{project}/runs/{run}/shares", run::of_run)
}

impl Activity {
    /// A share in a project whose shares the member may view. Any other does not exist.
    async fn share(&self, claims: &Claims, id: ShareId) -> Result<ShareMailed, Problem> {
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
