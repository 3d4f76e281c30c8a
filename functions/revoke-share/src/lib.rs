//! Changes what a share is worth at once: revoke, rotate, password, expiry. Every one of them is a
//! condition of the guest's next write, and of their next read.

mod extend;
mod password;
mod revoke;
mod rotate;

use axum::{Router, extract::FromRef};
use http::Method;
use serde_json::Value;
use vestibule_domain::{
    member::{Authority, Forbidden, Member, Role},
    policy::Policy,
    share::Share,
    token::KeyRing,
    zone::Zone,
};
use vestibule_web::{
    answer::{Kind, Problem},
    door::{Routes, Staff, TryError},
    start::{Start, StartError},
};

/// What steering works with.
#[derive(Debug, Clone)]
pub struct RevokeShare {
    pub staff: Staff,
    pub keys: KeyRing,
    /// `https://host`, without a path.
    pub portal_origin: String,
}

impl FromRef<RevokeShare> for KeyRing {
    fn from_ref(revoke_share: &RevokeShare) -> Self {
        revoke_share.keys.clone()
    }
}

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, staff, keys) = (start.site(), Staff::from_start(start), start.keys());
    let (site, (staff, keys)) = (site?, tokio::try_join!(staff, keys)?);
    let revoke_share = RevokeShare { staff, keys, portal_origin: site.portal_origin.clone() };
    Ok(routes().into_router(revoke_share, site, &start.clock))
}

pub fn routes() -> Routes<RevokeShare> {
    Routes::new("revoke-share")
        .staff(Method::POST, "/v1/shares/{share}/revoke", revoke::revoke)
        .staff(Method::POST, "/v1/shares/{share}/rotate", rotate::rotate)
        .staff(Method::POST, "/v1/shares/{share}/password", password::change)
        .staff(Method::PATCH, "/v1/shares/{share}", extend::extend)
}

/// A request without content.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

impl RevokeShare {
    /// What the share's project allows, and the org's zone.
    async fn policy(&self, share: &Share) -> Result<(Policy, Zone), TryError> {
        let (org, project, _) = self.staff.store.ground(&share.org, &share.project, None).await?;
        let (Some(org), Some(project)) = (org, project) else { return Err(Forbidden::NoSuchProject.into()) };
        Ok((Policy::effective(&org.policy, &project.policy), org.zone))
    }

    fn view(&self, share: &Share) -> Value {
        vestibule_web::answer::ShareView::json(share, self.staff.now())
    }
}

/// A share of the member's own org, and what they are in its project. Any other does not exist.
fn steered(member: &Member, found: Option<Share>) -> Result<(Share, Authority<'_>), TryError> {
    let unknown = || Problem::new(Kind::NotFound, "there is no such share");
    let share = found.filter(|s| s.org == member.org).ok_or_else(unknown)?;
    let authority = member.authority(&share.project, Role::Initiator).map_err(|forbidden| match forbidden {
        Forbidden::NoSuchProject => unknown(),
        Forbidden::Role { .. } | Forbidden::NotYours => forbidden.into(),
    })?;
    Ok((share, authority))
}
