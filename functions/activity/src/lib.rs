//! What staff see: the active shares, one share, and what happened to it. Reads only.

mod list;
mod show;
mod trail;

use axum::Router;
use http::Method;
use vestibule_domain::{
    id::ShareId,
    member::{Forbidden, Role},
    share::Share,
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
}

impl Activity {
    /// A share in a project that the member may view. Any other does not exist.
    async fn share(&self, claims: &Claims, id: ShareId) -> Result<Share, Problem> {
        let unknown = || Problem::new(Kind::NotFound, "there is no such share");
        let member = self.staff.member(claims).await?;
        let share = self.staff.store.share(id).await?.filter(|s| s.org == member.org).ok_or_else(unknown)?;
        match member.authority(&share.project, Role::Viewer) {
            Ok(_) => Ok(share),
            Err(Forbidden::NoSuchProject) => Err(unknown()),
            Err(forbidden) => Err(forbidden.into()),
        }
    }
}
