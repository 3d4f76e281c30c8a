//! `POST /v1/shares`: makes a share on terms that the policy allows, or says what it would be.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::staff::{self, CreateOptions, DryRun, NewShare};
use vestibule_domain::{
    Change,
    policy::Policy,
    run::Run,
    share::{Context, Create, CreateRefused, Mailings, Salt, Share, ShareMailed, Subject, TermsFlaw},
    staff::{Authority, Member, Org, Project, Right},
    value::{RunId, ShareId},
};
use vestibule_web::{
    answer::{
        Problem, link,
        policy_view::policy,
        share_view::{share, sharing},
    },
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Fields, Query},
};

use crate::{
    CreateShare,
    terms::{Parsed, names_no_task},
};

/// Where the share is to stand, as it was found.
struct Found {
    org: Org,
    project: Project,
    run: Run,
}

pub(crate) async fn create(
    State(create_share): State<CreateShare>,
    Query(options): Query<CreateOptions>,
    request: StaffRequest<NewShare>,
) -> Result<Answer<Share>, Problem> {
    let decide = |member| create_share.decide(member, &request, options.dry_run);
    let CreateShare { staff, keys, portal_origin } = &create_share;
    staff.once(&request, decide).await?.with_link(&staff.store, keys, portal_origin).await
}

impl CreateShare {
    async fn decide(
        &self,
        member: Member,
        request: &StaffRequest<NewShare>,
        dry_run: bool,
    ) -> Result<Outcome<Share>, TryError> {
        let mut fields = Fields::default();
        let parsed = Parsed::of(&request.body, &mut fields);
        let Parsed { project: Some(project), run: Some(slug), asked: Some(asked) } = parsed else {
            return Err(fields.into_problem().into());
        };
        let authority = member.authority(&project, Right::CreateShares)?;
        let id = RunId::of(&member.org, &project, &slug);
        let (org, project, run) = self.staff.project(&member.org, &project, Some(id)).await?;
        let Some(run) = run else {
            fields.refuse("/scope/run", "unknown_run", format!("the project has no run {slug}"));
            return Err(fields.into_problem().into());
        };
        let create = Create {
            id: ShareId::new(self.staff.random.bits()),
            salt: Salt::new(self.staff.random.bits()),
            password_salt: self.staff.random.bits(),
            asked,
        };
        let found = Found { org, project, run };
        let change = self.held_against(&create, authority, &found, (request, fields))?;
        Ok(if dry_run { self.explained(&change, &found) } else { self.created(change, &found) })
    }

    /// The share on these terms, unless a rule or a field that was read before refuses.
    fn held_against(
        &self,
        create: &Create,
        by: Authority<'_>,
        found: &Found,
        (request, fields): (&StaffRequest<NewShare>, Fields),
    ) -> Result<Change<Share>, TryError> {
        let context = Context { org: &found.org, project: &found.project, subject: Subject::Run(&found.run) };
        let stamp = self.staff.stamp(by.member(), &request.source);
        match create.decide(by, context, &stamp) {
            Ok(change) if fields.is_empty() => Ok(change),
            Ok(_) => Err(fields.into_problem().into()),
            Err(CreateRefused::Flawed { mut flaws }) => {
                flaws.retain(|flaw| *flaw != TermsFlaw::NoTask || names_no_task(&request.body));
                let refused = Problem::from(CreateRefused::Flawed { flaws });
                Err(refused.errors(fields.into_errors()).into())
            }
            Err(refused) => Err(refused.into()),
        }
    }

    fn explained(&self, change: &Change<Share>, found: &Found) -> Outcome<Share> {
        let effective = Policy::effective(&found.org.policy, &found.project.policy);
        let share = sharing(&unmailed(change.state()), self.staff.now());
        let body = json!(DryRun { dry_run: true, share, policy: policy(&effective) });
        Outcome { change: None, status: StatusCode::OK, body, texts: vec![] }
    }

    fn created(&self, change: Change<Share>, found: &Found) -> Outcome<Share> {
        let policy = Policy::effective(&found.org.policy, &found.project.policy);
        let locale = change.state().terms.recipient.locale;
        let texts = [Some(policy.notice(locale)), policy.disclaimer(locale)];
        let texts = texts.into_iter().flatten().map(str::to_owned).collect();
        let link = link::hash(change.state(), &self.keys);
        let body = json!(staff::Share { link, ..share(&unmailed(change.state()), self.staff.now()) });
        Outcome { change: Some(change), status: StatusCode::CREATED, body, texts }
    }
}

/// A share whose link was never mailed.
fn unmailed(share: &Share) -> ShareMailed {
    ShareMailed { share: share.clone(), mailings: Mailings::none(share.id()) }
}
