//! `POST /v1/policy/apply` and `POST /v1/projects/{project}/policy/apply`: shares that lie outside the policy as it stands
//! are brought within, each with a record of its own. Those that are named, and no others.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use serde_json::json;
use vestibule_api::staff::{self, Applied, AppliedShare};
use vestibule_domain::{
    decision::{Act as _, Decision},
    share::{ApplyPolicy, ManageRefused, PolicyApplied, Share, ShareMailed},
    staff::{Forbidden, Member, Org, PolicyRefused, Project, Right},
    value::{ProjectSlug, ShareId},
};
use vestibule_web::{
    answer::{Kind, Problem, no_such_share, policy_view},
    door::{Outcome, StaffRequest, TryError},
    request::{Fields, IfMatch, Path},
};

use crate::Settings;

/// Most shares that one request brings within a policy.
const MAX_SHARES: usize = 50;

type Request = StaffRequest<staff::ApplyPolicy>;

pub(crate) async fn in_org(
    State(settings): State<Settings>,
    expected: IfMatch,
    request: Request,
) -> Result<Json<staff::PolicyApplied>, Problem> {
    let member = settings.staff.member(&request.claims).await?;
    let _may = member.org_authority(Right::SetOrgPolicy)?;
    let shown = settings.shown(&member, None, expected).await.map_err(TryError::into_staff_problem)?;
    settings.apply(request, None, shown.as_ref()).await
}

pub(crate) async fn in_project(
    State(settings): State<Settings>,
    Path(project): Path<ProjectSlug>,
    expected: IfMatch,
    request: Request,
) -> Result<Json<staff::PolicyApplied>, Problem> {
    let member = settings.staff.member(&request.claims).await?;
    let _may = member.authority(&project, Right::SetProjectPolicy)?;
    let shown = settings.shown(&member, Some(&project), expected).await.map_err(TryError::into_staff_problem)?;
    settings.apply(request, Some(&project), shown.as_ref()).await
}

/// The policies under which shares were shown to lie outside, by how often each layer had been changed.
struct Shown {
    org: u64,
    projects: BTreeMap<ProjectSlug, u64>,
}

impl Shown {
    /// Whether a share of the project is brought within what was shown.
    fn check(&self, (org, project): (&Org, &Project)) -> Result<(), PolicyRefused> {
        let as_shown =
            self.org == org.policy.version && self.projects.get(&project.slug) == Some(&project.policy.version);
        let version = project.policy_version(org);
        if as_shown { Ok(()) } else { Err(PolicyRefused::Changed { version }) }
    }
}

impl Settings {
    /// What was shown, if it still stands; `None`: any will do.
    async fn shown(
        &self,
        member: &Member,
        project: Option<&ProjectSlug>,
        IfMatch(expected): IfMatch,
    ) -> Result<Option<Shown>, TryError> {
        let Some(expected) = expected else { return Ok(None) };
        let (org, projects) = if let Some(project) = project {
            let (org, project) = self.staff.project(&member.org, project).await?;
            (org, vec![project])
        } else {
            let org = self.staff.store.org(&member.org).await?.ok_or(Forbidden::OrgAdmin)?;
            let projects = self.staff.store.projects(&org.slug).await?;
            (org, projects)
        };
        let version = org.policy_version(&projects);
        if version != expected {
            return Err(PolicyRefused::Changed { version }.into());
        }
        let projects = projects.into_iter().map(|project| (project.slug, project.policy.version)).collect();
        Ok(Some(Shown { org: org.policy.version, projects }))
    }

    /// One share after the other: what was done stays done. Sent again, it does what is left.
    async fn apply(
        &self,
        request: Request,
        project: Option<&ProjectSlug>,
        shown: Option<&Shown>,
    ) -> Result<Json<staff::PolicyApplied>, Problem> {
        let named = named(&request.body)?;
        let request = request.without_key();
        let mut shares = Vec::with_capacity(named.len());
        for share in named {
            shares.push(self.apply_to(share, &request, (project, shown)).await?);
        }
        Ok(Json(staff::PolicyApplied { shares }))
    }

    async fn apply_to(
        &self,
        id: ShareId,
        request: &Request,
        within: (Option<&ProjectSlug>, Option<&Shown>),
    ) -> Result<AppliedShare, Problem> {
        let decide = |member, found| self.decide(member, found, request, within);
        let answer = match self.staff.once_about(id, request, decide).await {
            Ok(answer) => answer,
            Err(problem) if problem.kind() == Kind::NotFound => {
                return Ok(AppliedShare { share: id, outcome: Applied::NotFound, outside: vec![] });
            }
            Err(problem) => return Err(problem),
        };
        serde_json::from_value(answer.body).map_err(Problem::failure)
    }

    async fn decide(
        &self,
        member: Member,
        found: Option<ShareMailed>,
        request: &Request,
        (project, shown): (Option<&ProjectSlug>, Option<&Shown>),
    ) -> Result<Outcome<PolicyApplied>, TryError> {
        let share = found.map(|found| found.share);
        let here = |share: &Share| {
            share.terms.org == member.org && project.is_none_or(|project| share.terms.project == *project)
        };
        let share = share.filter(here).ok_or_else(no_such_share)?;
        let authority = member.authority(&share.terms.project, Right::SetProjectPolicy)?;
        let (org, project) = self.staff.project(&member.org, &share.terms.project).await?;
        shown.map_or(Ok(()), |shown| shown.check((&org, &project)))?;
        let policy = project.policy_within(&org);
        let act = ApplyPolicy { policy: &policy, zone: &org.zone };
        let stamp = self.staff.stamp(&member, &request.source);
        let told = |share: &Share, outcome| AppliedShare {
            share: share.id(),
            outcome,
            outside: policy_view::outside(&share.outside(&policy, &org.zone, stamp.now)),
        };
        let (decision, outcome) = match act.decide(share.managed_by(&member)?, &stamp) {
            Ok(Decision::Change(change)) => (change.into(), Applied::Applied),
            Ok(already) => (already, Applied::Already),
            Err(ManageRefused::Over { .. }) => {
                (Decision::Already(PolicyApplied { share: share.clone() }), Applied::Over)
            }
            Err(refused) => return Err(refused.into()),
        };
        let body = json!(told(&decision.state().share, outcome));
        let texts = policy.default_notice(share.terms.recipient.locale).into_iter().map(str::to_owned).collect();
        Ok(Outcome { texts, ..Outcome::of(decision, authority.need(), body) })
    }
}

fn named(body: &staff::ApplyPolicy) -> Result<Vec<ShareId>, Problem> {
    let mut wrong = Fields::default();
    if !(1..=MAX_SHARES).contains(&body.shares.len()) {
        wrong.refuse("/shares", "share_count", format!("must name 1 to {MAX_SHARES} shares"));
        return Err(wrong.into_problem());
    }
    let read = body.shares.iter().enumerate().map(|(at, share)| wrong.read(&format!("/shares/{at}"), share));
    let read: Option<Vec<_>> = read.collect::<Vec<_>>().into_iter().collect();
    read.ok_or_else(|| wrong.into_problem())
}
