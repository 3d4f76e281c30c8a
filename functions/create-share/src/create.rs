//! `POST /v1/shares`: makes a share on terms that the policy allows, or says what it would be.

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use vestibule_domain::{
    audit::{Origin, Stamp},
    id::{RunId, ShareId},
    member::{Member, Role},
    policy::Policy,
    share::{self, Entropy, Ground, TermsFlaw},
    token::Salt,
};
use vestibule_web::{
    answer::{Problem, ShareView, link},
    door::{Answer, Outcome, TryError},
    request::{Caller, Claims, Deadline, Fields, Idempotent, Query},
};

use crate::{CreateShare, terms::Request};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    /// Explains what would be created, and by which policy, and creates nothing.
    #[serde(default)]
    dry_run: bool,
}

type Created = (share::Share, share::Brief);

pub(crate) async fn create(
    State(create_share): State<CreateShare>,
    claims: Claims,
    Caller(origin): Caller,
    deadline: Deadline,
    Query(options): Query<Options>,
    Idempotent { request, body }: Idempotent<Request>,
) -> Result<Answer<Created>, Problem> {
    let decide = |member| create_share.decide(member, &body, &options, &origin);
    let mut answer = create_share.staff.once(&claims, &request, deadline, decide).await?;
    if !answer.body["link"].is_null() {
        answer.body["link"] = create_share.link(&answer).await?;
    }
    Ok(answer)
}

impl CreateShare {
    async fn decide(
        &self,
        member: Member,
        body: &Request,
        options: &Options,
        origin: &Origin,
    ) -> Result<Outcome<Created>, TryError> {
        let mut fields = Fields::default();
        let parsed = body.parse(&mut fields);
        let (Some(project), Some(run), Some(terms)) = (parsed.project, parsed.run, parsed.terms) else {
            return Err(fields.into_problem().into());
        };
        let authority = member.authority(&project, Role::Initiator)?;
        let run_id = RunId::derived(&[member.org.as_str(), project.as_str(), run.as_str()]);
        let (org, project, found) = self.staff.store.ground(&member.org, &project, Some(run_id)).await?;
        let (Some(org), Some(project)) = (org, project) else {
            return Err(vestibule_domain::member::Forbidden::NoSuchProject.into());
        };
        let Some(run) = found else {
            fields.refuse("/scope/run", "unknown_run", format!("the project has no run {run}"));
            return Err(fields.into_problem().into());
        };
        let stamp: Stamp = self.staff.stamp(&member, origin);
        let entropy = Entropy {
            share: ShareId::new(self.staff.random.bits()),
            salt: Salt::new(self.staff.random.bits()),
            password_salt: self.staff.random.bits(),
        };
        let ground = Ground { org: &org, project: &project, run: &run };
        let change = match share::create(authority, ground, terms, &entropy, &stamp) {
            Ok(change) if fields.is_empty() => change,
            Ok(_) => return Err(fields.into_problem().into()),
            Err(mut refused) => {
                refused.flaws.retain(|flaw| *flaw != TermsFlaw::NoTask || body.names_no_task());
                return Err(Problem::from(refused).errors(fields.into_errors()).into());
            }
        };
        let share = &change.state().0;
        let mut view = ShareView::json(share, stamp.now);
        if options.dry_run {
            let policy = Policy::effective(&org.policy, &project.policy);
            if let Some(view) = view.as_object_mut() {
                view.retain(|name, _| name != "id" && name != "link");
            }
            let body = json!({ "dry_run": true, "share": view, "policy": policy });
            return Ok(Outcome { change: None, status: StatusCode::OK, body });
        }
        view["link"] = link::hash(share, &self.keys);
        Ok(Outcome { change: Some(change), status: StatusCode::CREATED, body: view })
    }

    /// The link that a stored answer knows by its hash.
    async fn link(&self, answer: &Answer<Created>) -> Result<Value, Problem> {
        let id = answer.body["id"].as_str().and_then(|id| id.parse().ok());
        let share = match (&answer.made, id) {
            (Some((share, _)), _) => Some(share.clone()),
            (None, Some(id)) => self.staff.store.share(id).await?,
            (None, None) => None,
        };
        Ok(link::of(&answer.body["link"], share.as_ref(), &self.keys, &self.portal_origin))
    }
}
