//! `PATCH /v1/policy` and `PATCH /v1/projects/{project}/policy`: what is allowed from now on. Shares that are there stay
//! as they are. With `dry_run` nothing changes, and those are told that would lie outside.

use std::{ops::Deref, sync::LazyLock};

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::header;
use serde_json::{Value, json};
use vestibule_api::staff::{self, PolicyChanged, PolicyDryRun, PolicyOptions};
use vestibule_domain::{
    audit::Stamp,
    policy::{Overrides, Policy, SettingChange},
    staff::{ChangePolicy, Forbidden, Member, Org, OrgPolicyBy, ProjectPolicyBy, ProjectPolicyChanged, Right},
    value::ProjectSlug,
};
use vestibule_web::{
    answer::{Problem, policy_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{AskedPolicy, IfMatch, MAX_POLICY_BYTES, Path, Query, cursor, etag},
};

use crate::{
    Settings,
    outside::{Begin, LookedAt},
};

type Request = StaffRequest<staff::ChangePolicy, MAX_POLICY_BYTES>;

/// What is asked for.
struct Change {
    asked: AskedPolicy,
    policy: ChangePolicy,
    dry_run: bool,
    begin: Option<Begin>,
}

pub(crate) async fn of_org(
    State(settings): State<Settings>,
    Query(options): Query<PolicyOptions>,
    expected: IfMatch,
    request: Request,
) -> Result<Response, Problem> {
    let begin = cursor(options.cursor.as_deref())?;
    let change = LazyLock::new(|| Change::of(&request, &options, expected, begin));
    let decide = |member| settings.decide_on_org(member, &request, &change);
    settings.staff.once(&request, decide).await.map(answer)
}

pub(crate) async fn of_project(
    State(settings): State<Settings>,
    Path(project): Path<ProjectSlug>,
    Query(options): Query<PolicyOptions>,
    expected: IfMatch,
    request: Request,
) -> Result<Response, Problem> {
    let begin = cursor(options.cursor.as_deref())?;
    let change = LazyLock::new(|| Change::of(&request, &options, expected, begin));
    let decide = |member| settings.decide_on_project(member, &project, &request, &change);
    settings.staff.once(&request, decide).await.map(answer)
}

impl Change {
    /// A logo is drawn here, which takes some work: only who may change the policy is asked for it.
    fn of(request: &Request, options: &PolicyOptions, IfMatch(expected): IfMatch, begin: Option<Begin>) -> Self {
        let asked = AskedPolicy::of(&request.body, vestibule_logo::of_base64);
        let policy = ChangePolicy { wish: asked.wish.clone(), expected };
        Self { asked, policy, dry_run: options.dry_run, begin }
    }

    fn settings(&self, before: &Overrides) -> Vec<SettingChange> {
        self.policy.wish.put(before).1
    }
}

impl Settings {
    async fn decide_on_org(
        &self,
        member: Member,
        request: &Request,
        change: &impl Deref<Target = Change>,
    ) -> Result<Outcome<Org>, TryError> {
        let authority = member.org_authority(Right::SetOrgPolicy)?;
        let change = &**change;
        let org = self.staff.store.org(&member.org).await?.ok_or(Forbidden::OrgAdmin)?;
        let projects = self.staff.store.projects(&org.slug).await?;
        let decided =
            change.policy.of_org((&org, &projects), OrgPolicyBy::Member(authority), &self.stamp(&member, request));
        let decision = change.asked.wrong.and(decided)?;
        let own = &decision.state().policy;
        let body = if change.dry_run {
            let version = org.policy_version(&projects);
            let at = LookedAt { member: &member, org: decision.state(), projects };
            self.told(change, (&org.policy, version), own, &Overrides::default(), at).await?
        } else {
            let effective = Policy::effective(own, &Overrides::default());
            let own = (own, decision.state().policy_version(&projects));
            json!(PolicyChanged::Policy(self.view(&effective, own, &change.asked.texts).await?))
        };
        Ok(change.outcome(Outcome::of(decision, authority.need(), body)))
    }

    async fn decide_on_project(
        &self,
        member: Member,
        slug: &ProjectSlug,
        request: &Request,
        change: &impl Deref<Target = Change>,
    ) -> Result<Outcome<ProjectPolicyChanged>, TryError> {
        let authority = member.authority(slug, Right::SetProjectPolicy)?;
        let change = &**change;
        let (org, project) = self.staff.project(&member.org, slug).await?;
        let by = ProjectPolicyBy::Member(authority);
        let decided = change.policy.of_project((&org, &project), by, &self.stamp(&member, request));
        let decision = change.asked.wrong.and(decided)?;
        let ProjectPolicyChanged { org: after, project: changed } = decision.state();
        let body = if change.dry_run {
            let at = LookedAt { member: &member, org: after, projects: vec![changed.clone()] };
            let before = (&project.policy, project.policy_version(&org));
            self.told(change, before, &org.policy, &changed.policy, at).await?
        } else {
            let own = (&changed.policy, changed.policy_version(&org));
            let view = self.view(&changed.policy_within(&org), own, &change.asked.texts).await?;
            json!(PolicyChanged::Policy(view))
        };
        Ok(change.outcome(Outcome::of(decision, authority.need(), body)))
    }

    fn stamp(&self, member: &Member, request: &Request) -> Stamp {
        self.staff.stamp(member, &request.source)
    }

    async fn told(
        &self,
        change: &Change,
        (before, version): (&Overrides, u64),
        org: &Overrides,
        project: &Overrides,
        at: LookedAt<'_>,
    ) -> Result<Value, TryError> {
        let outside = self.outside(at, change.begin.as_ref()).await?;
        Ok(json!(PolicyChanged::DryRun(PolicyDryRun {
            dry_run: true,
            version,
            changes: policy_view::changes(&change.settings(before)),
            effective: policy_view::policy(&Policy::effective(org, project)),
            outside: outside.shares,
            examined: outside.examined,
            cursor: outside.next.map(|next| next.to_string()),
        })))
    }
}

impl Change {
    fn outcome<S>(&self, outcome: Outcome<S>) -> Outcome<S> {
        if self.dry_run {
            return Outcome { change: None, ..outcome };
        }
        Outcome { texts: self.asked.texts.clone(), ..outcome }
    }
}

fn answer<S>(answer: Answer<S>) -> Response {
    let version = answer.body["version"].as_u64();
    let mut response = answer.into_response();
    response.headers_mut().extend(version.map(|version| (header::ETAG, etag(version))));
    response
}
