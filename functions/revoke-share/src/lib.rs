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
    policy::Policy,
    share::Share,
    staff::{Authority, Forbidden, Member, Role},
    value::{KeyRing, Zone},
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

/// A share that a member manages, with what the policy of its project says and the org's zone.
pub(crate) struct Ground<'a> {
    pub(crate) managed: Managed<'a>,
    pub(crate) policy: &'a Policy,
    pub(crate) zone: &'a Zone,
}

impl RevokeShare {
    /// Manages a share once: `act` decides on it, on the proof that the member manages it.
    pub(crate) async fn manage<B, R>(
        &self,
        id: ShareId,
        request: &StaffRequest<B>,
        act: impl Fn(Ground<'_>, &Stamp) -> Result<Decision<Share>, R>,
    ) -> Result<Answer<Share>, Problem>
    where
        Problem: From<R>,
    {
        let act = &act;
        let decide = |member: Member, found: Option<ShareMailed>| async move {
            let unknown = || Problem::new(Kind::NotFound, "there is no such share");
            let ShareMailed { share, mailings } = found.filter(|f| f.share.terms.org == member.org).ok_or_else(unknown)?;
            let authority = member.authority(&share.terms.project, Right::ManageOwnShares).map_err(|e| match e {
                Forbidden::NoSuchProject => unknown(),
                Forbidden::Role { .. } | Forbidden::NotYours => e.into(),
            })?;
            let managed = share.managed(authority)?;
            let (policy, zone) = self.policy(&share).await?;
            let stamp = self.staff.stamp(&member, &request.source);
            let ground = Ground { managed, policy: &policy, zone: &zone };
            let decision = act(ground, &stamp).map_err(Problem::from)?;
            let mailed = ShareMailed { share: decision.state().clone(), mailings };
            let mut body = ShareView::json(&mailed, self.staff.now());
            body["link"] = link::hash(&mailed.share, &self.keys);
            Ok::<_, TryError>(Outcome::of(decision, body))
        };
        self.staff.once_about(id, request, decide).await
    }

    /// What the share's project allows, and the org's zone.
    async fn policy(&self, share: &Share) -> Result<(Policy, Zone), TryError> {
        let (org, project, _) = self.staff.store.ground(&share.terms.org, &share.terms.project, None).await?;
        let (Some(org), Some(project)) = (org, project) else { return Err(Forbidden::NoSuchProject.into()) };
        Ok((Policy::effective(&org.policy, &project.policy), org.zone))
    }
}
