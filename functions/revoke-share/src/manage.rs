//! The one way in which a share is managed: found, decided on with the proof that the member manages it, and committed
//! with its answer.

use serde_json::json;
use vestibule_api::staff;
use vestibule_domain::{
    audit::Stamp,
    decision::Decision,
    policy::Policy,
    share::{Managed, Share, ShareMailed},
    staff::{Forbidden, Member, Right},
    value::{ShareId, Zone},
};
use vestibule_web::{
    answer::{Kind, Problem, link, share_view},
    door::{Answer, Outcome, StaffRequest, TryError},
};

use crate::state::RevokeShare;

/// What a project allows for its shares.
pub(crate) struct Allowed {
    pub(crate) policy: Policy,
    /// The org's.
    pub(crate) zone: Zone,
}

impl RevokeShare {
    /// Manages a share once: `act` decides on it, on the proof that the member manages it. A link that is new with it is
    /// told in the answer.
    pub(crate) async fn manage<B, R>(
        &self,
        id: ShareId,
        request: &StaffRequest<B>,
        act: impl Fn(Managed<'_>, &Stamp) -> Result<Decision<Share>, R>,
    ) -> Result<Answer<Share>, Problem>
    where
        Problem: From<R>,
    {
        let decide = async |member: Member, found| self.decide(&member, of_org(&member, found)?, request, &act);
        let answer = self.staff.once_about(id, request, decide).await?;
        answer.with_link(&self.staff.store, &self.keys, &self.portal_origin).await
    }

    /// The same where the policy has a say. It costs one read more.
    pub(crate) async fn manage_within_policy<B, R>(
        &self,
        id: ShareId,
        request: &StaffRequest<B>,
        act: impl Fn(Managed<'_>, &Allowed, &Stamp) -> Result<Decision<Share>, R>,
    ) -> Result<Answer<Share>, Problem>
    where
        Problem: From<R>,
    {
        let decide = async |member: Member, found| {
            let found = of_org(&member, found)?;
            let allowed = self.allowed(&found.share).await?;
            self.decide(&member, found, request, |managed, stamp| act(managed, &allowed, stamp))
        };
        self.staff.once_about(id, request, decide).await
    }

    fn decide<B, R>(
        &self,
        member: &Member,
        ShareMailed { share, mailings }: ShareMailed,
        request: &StaffRequest<B>,
        act: impl Fn(Managed<'_>, &Stamp) -> Result<Decision<Share>, R>,
    ) -> Result<Outcome<Share>, TryError>
    where
        Problem: From<R>,
    {
        let by = member.authority(&share.terms.project, Right::ManageOwnShares).map_err(|e| match e {
            Forbidden::NoSuchProject => unknown(),
            Forbidden::Role { .. } | Forbidden::NotYours => e.into(),
        })?;
        let managed = share.managed(by)?;
        let need = managed.need();
        let decision = act(managed, &self.staff.stamp(member, &request.source)).map_err(Problem::from)?;
        let is_new = decision.state().gate.salt != share.gate.salt;
        let mailed = ShareMailed { share: decision.state().clone(), mailings };
        let link = if is_new { link::hash(&mailed.share, &self.keys) } else { None };
        let body = staff::Share { link, ..share_view::share(&mailed, self.staff.now()) };
        Ok(Outcome::of(decision, need, json!(body)))
    }

    async fn allowed(&self, share: &Share) -> Result<Allowed, TryError> {
        let (org, project, _) = self.staff.project(&share.terms.org, &share.terms.project, None).await?;
        Ok(Allowed { policy: Policy::effective(&org.policy, &project.policy), zone: org.zone })
    }
}

/// A share of the member's own org.
fn of_org(member: &Member, found: Option<ShareMailed>) -> Result<ShareMailed, Problem> {
    found.filter(|found| found.share.terms.org == member.org).ok_or_else(unknown)
}

/// Also of a share in another org, or in a project that the member is not in.
fn unknown() -> Problem {
    Problem::new(Kind::NotFound, "there is no such share")
}
