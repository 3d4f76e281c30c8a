//! `POST /v1/shares`: makes a share on terms that the policy allows, or says what it would be.

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use vestibule_domain::{
    Change,
    policy::Policy,
    run::Run,
    share::{Create, CreateRefused, Ground, Mailings, Salt, Share, ShareMailed, Subject, TermsFlaw},
    staff::{Authority, Forbidden, Member, Org, Project, Right},
    value::{RunId, ShareId},
};
use vestibule_web::{
    answer::{Problem, ShareView, link},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Fields, Query},
};

use crate::{
    CreateShare,
    terms::{Parsed, Request},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    /// Explains what would be created, and by which policy, and creates nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Where the share is to stand, as it was found.
struct Found {
    org: Org,
    project: Project,
    run: Run,
}

pub(crate) async fn create(
    State(create_share): State<CreateShare>,
    Query(options): Query<Options>,
    request: StaffRequest<Request>,
) -> Result<Answer<Share>, Problem> {
    let decide = |member| create_share.decide(member, &request, options.dry_run);
    let mut answer = create_share.staff.once(&request, decide).await?;
    if !answer.body["link"].is_null() {
        answer.body["link"] = create_share.link(&answer).await?;
    }
    Ok(answer)
}

impl CreateShare {
    async fn decide(
        &self,
        member: Member,
        request: &StaffRequest<Request>,
        dry_run: bool,
    ) -> Result<Outcome<Share>, TryError> {
        let mut fields = Fields::default();
        let parsed = request.body.parse(&mut fields);
        let Parsed { project: Some(project), run: Some(slug), asked: Some(asked) } = parsed else {
            return Err(fields.into_problem().into());
        };
        let authority = member.authority(&project, Right::CreateShares)?;
        let id = RunId::derived(&[member.org.as_str(), project.as_str(), slug.as_str()]);
        let (org, found, run) = self.staff.store.ground(&member.org, &project, Some(id)).await?;
        let (Some(org), Some(project)) = (org, found) else { return Err(Forbidden::NoSuchProject.into()) };
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
        (request, fields): (&StaffRequest<Request>, Fields),
    ) -> Result<Change<Share>, TryError> {
        let ground = Ground { org: &found.org, project: &found.project, subject: Subject::Run(&found.run) };
        let stamp = self.staff.stamp(by.member(), &request.source);
        match create.decide(by, ground, &stamp) {
            Ok(change) if fields.is_empty() => Ok(change),
            Ok(_) => Err(fields.into_problem().into()),
            Err(CreateRefused::Flawed { mut flaws }) => {
                flaws.retain(|flaw| *flaw != TermsFlaw::NoTask || request.body.names_no_task());
                let refused = Problem::from(CreateRefused::Flawed { flaws });
                Err(refused.errors(fields.into_errors()).into())
            }
            Err(refused) => Err(refused.into()),
        }
    }

    fn explained(&self, change: &Change<Share>, found: &Found) -> Outcome<Share> {
        let policy = Policy::effective(&found.org.policy, &found.project.policy);
        let mut share = self.view(change.state());
        if let Some(share) = share.as_object_mut() {
            share.retain(|name, _| name != "id" && name != "link");
        }
        let body = json!({ "dry_run": true, "share": share, "policy": policy });
        Outcome { change: None, status: StatusCode::OK, body, texts: vec![] }
    }

    fn created(&self, change: Change<Share>, found: &Found) -> Outcome<Share> {
        let policy = Policy::effective(&found.org.policy, &found.project.policy);
        let locale = change.state().terms.recipient.locale;
        let texts = [Some(policy.notice(locale)), policy.disclaimer(locale)];
        let texts = texts.into_iter().flatten().map(str::to_owned).collect();
        let mut body = self.view(change.state());
        body["link"] = link::hash(change.state(), &self.keys);
        Outcome { change: Some(change), status: StatusCode::CREATED, body, texts }
    }

    fn view(&self, share: &Share) -> Value {
        let mailed = ShareMailed { share: share.clone(), mailings: Mailings::none(share.id()) };
        ShareView::json(&mailed, self.staff.now())
    }

    /// The link that a stored answer knows by its hash.
    async fn link(&self, answer: &Answer<Share>) -> Result<Value, Problem> {
        let id = answer.body["id"].as_str().and_then(|id| id.parse().ok());
        let share = match (&answer.made, id) {
            (Some(share), _) => Some(share.clone()),
            (None, Some(id)) => self.staff.store.share(id).await?,
            (None, None) => None,
        };
        Ok(link::of(&answer.body["link"], share.as_ref(), &self.keys, &self.portal_origin))
    }
}
