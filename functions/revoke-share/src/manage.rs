//! The one way in which a share is managed: found, decided on with the proof that the member manages it, and committed
//! with its answer.

use serde_json::json;
use vestibule_api::staff;
use vestibule_domain::{
    audit::{Resumption, Stamp},
    decision::{Act as _, Decision},
    policy::Policy,
    share::{MailCount, Mailings, MailsOf, Managed, Rotate, Share, ShareMailed, Terms},
    staff::Member,
    value::{ShareId, Zone},
};
use vestibule_web::{
    answer::{Problem, forbidden_share, link, no_such_share, share_view},
    door::{Answer, Outcome, StaffRequest, TryError},
};

use crate::state::RevokeShare;

/// As the trail of an org names it.
const FUNCTION: &str = "revoke-share";

/// What a project allows for its shares.
pub(crate) struct Allowed {
    pub(crate) policy: Policy,
    /// The org's.
    pub(crate) zone: Zone,
}

/// The share that was found, with the proof that the member manages it, and its mails.
fn managed<'a>(found: Option<&'a ShareMailed>, member: &'a Member) -> Result<(Managed<'a>, &'a Mailings), TryError> {
    let ShareMailed { share, mailings } = found.ok_or_else(no_such_share)?;
    Ok((share.managed_by(member).map_err(forbidden_share)?, mailings))
}

impl RevokeShare {
    /// Manages a share once: `act` decides on it, on the proof that the member manages it.
    pub(crate) async fn manage<B, R>(
        &self,
        id: ShareId,
        request: &StaffRequest<B>,
        act: impl Fn(Managed<'_>, &Stamp) -> Result<Decision<Share>, R>,
    ) -> Result<Answer<Share>, Problem>
    where
        Problem: From<R>,
    {
        let decide = async |member: Member, found: Option<ShareMailed>, resumption: Option<Resumption>| {
            let (managed, mailings) = managed(found.as_ref(), &member)?;
            self.decide(managed, mailings, (request, resumption), &act)
        };
        self.staff.once_on_any_trail((FUNCTION, id), request, decide).await
    }

    /// Gives it a new link, which counts where it is mailed. That costs one read more, and so does one that is carried where only
    /// the policy of now can say whether it takes a code.
    pub(crate) async fn rotate<B>(
        &self,
        id: ShareId,
        request: &StaffRequest<B>,
        rotate: &Rotate<'_>,
    ) -> Result<Answer<Share>, Problem> {
        let decide = async |member: Member, found: Option<ShareMailed>, resumption: Option<Resumption>| {
            let (managed, mailings) = managed(found.as_ref(), &member)?;
            let asks_policy = rotate.asks_policy(managed.share());
            let allowed = if asks_policy { Some(self.allowed(managed.share()).await?) } else { None };
            let rotate = Rotate { policy: allowed.as_ref().map(|allowed| &allowed.policy), ..*rotate };
            let act = |managed: Managed<'_>, stamp: &Stamp| rotate.decide(managed, stamp);
            let outcome = self.decide(managed, mailings, (request, resumption), act)?;
            if !rotate.is_mailed(managed.share()) {
                return Ok(outcome);
            }
            let Terms { org, project, .. } = &managed.share().terms;
            let mails = MailsOf::rotation(managed);
            let (org, project, counts) = self.staff.project_counting(org, project, &mails).await?;
            let counts = MailCount::one_more(counts, &project.policy_within(&org), self.staff.now());
            Ok(Outcome { counts: counts.map_err(Problem::from)?, ..outcome })
        };
        let answer = self.staff.once_on_any_trail((FUNCTION, id), request, decide).await?;
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
        let decide = async |member: Member, found: Option<ShareMailed>, resumption: Option<Resumption>| {
            let (managed, mailings) = managed(found.as_ref(), &member)?;
            let allowed = self.allowed(managed.share()).await?;
            self.decide(managed, mailings, (request, resumption), |managed, stamp| act(managed, &allowed, stamp))
        };
        self.staff.once_on_any_trail((FUNCTION, id), request, decide).await
    }

    fn decide<B, R>(
        &self,
        managed: Managed<'_>,
        mailings: &Mailings,
        (request, resumption): (&StaffRequest<B>, Option<Resumption>),
        act: impl Fn(Managed<'_>, &Stamp) -> Result<Decision<Share>, R>,
    ) -> Result<Outcome<Share>, TryError>
    where
        Problem: From<R>,
    {
        let (share, stamp) =
            (managed.share(), self.staff.stamp(managed.member(), &request.source).resuming(resumption));
        let need = managed.need();
        let decision = act(managed, &stamp).map_err(Problem::from)?;
        let is_new = decision.state().gate.salt != share.gate.salt;
        let mailed = ShareMailed { share: decision.state().clone(), mailings: mailings.clone() };
        let link = if is_new { link::hash(&mailed.share, &self.keys) } else { None };
        let body = staff::Share { link, ..share_view::share(&mailed, self.staff.now()) };
        Ok(Outcome::of(decision, need, json!(body)))
    }

    async fn allowed(&self, share: &Share) -> Result<Allowed, TryError> {
        let (org, project) = self.staff.project(&share.terms.org, &share.terms.project).await?;
        Ok(Allowed { policy: project.policy_within(&org), zone: org.zone })
    }
}
