//! `POST /v1/shares`: makes a share on terms that the policy allows, or says what it would be.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::staff::{self, CreateOptions, DryRun, NewShare, WarningCode};
use vestibule_cloud::store::{BesideProject, FoundBeside};
use vestibule_domain::{
    Change,
    document::Document,
    share::{
        AskedDocument, AskedRevision, Context, CreateRefused, MailCount, Mailings, Share, ShareMailed, Subject,
        TermsFlaw, Warning,
    },
    staff::{Authority, Member, Need, Org, Project, Right},
    value::{OrgSlug, ProjectSlug, RevisionId, RunId},
};
use vestibule_web::{
    answer::{
        Problem, link,
        policy_view::policy as policy_view,
        share_view::{share, sharing},
    },
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Fields, Query},
};

use crate::{
    CreateShare,
    terms::{Parsed, What, names_no_task},
};

/// Where the share is to stand, as it was found.
struct Found {
    org: Org,
    project: Project,
    beside: FoundBeside,
}

impl Found {
    /// What is to be shared, if it is there.
    fn subject<'a>(&'a self, what: &'a What) -> Option<Subject<'a>> {
        match what {
            What::Tasks { tasks, .. } => self.beside.run.as_ref().map(|run| Subject::Tasks { run, tasks }),
            What::Document { revision, decisions, .. } => {
                let revision = revision.as_ref();
                let named = |code| AskedRevision::Named(code, self.beside.revision.as_ref());
                let revision = revision.map_or(AskedRevision::Current, named);
                let here = |document: &&Document| document.is_in(&self.org.slug, &self.project.slug);
                let document = self.beside.document.as_ref().filter(here)?;
                Some(Subject::Document(AskedDocument { document, revision, decisions: decisions.as_ref() }))
            }
        }
    }
}

pub(crate) async fn create(
    State(create_share): State<CreateShare>,
    Query(options): Query<CreateOptions>,
    request: StaffRequest<NewShare>,
) -> Result<Answer<Share>, Problem> {
    let parsed = Parsed::of(&request.body, &create_share.staff.random);
    let decide = |member| create_share.decide(member, &request, &parsed, options.dry_run);
    let CreateShare { staff, keys, portal_origin } = &create_share;
    staff.once(&request, decide).await?.with_link(&staff.store, keys, portal_origin).await
}

impl CreateShare {
    async fn decide(
        &self,
        member: Member,
        request: &StaffRequest<NewShare>,
        parsed: &Parsed,
        dry_run: bool,
    ) -> Result<Outcome<Share>, TryError> {
        let (Some(project), Some(what)) = (&parsed.project, &parsed.what) else {
            return Err(parsed.wrong.clone().into_problem().into());
        };
        let authority = member.authority(project, Right::CreateShares)?;
        let mails = parsed.mails(&member);
        let beside = BesideProject { mails: &mails, ..beside((&member.org, project), what) };
        let (org, project, mut beside) = self.staff.project_with(&member.org, project, beside).await?;
        let counts = std::mem::take(&mut beside.counts);
        let (need, found) = (authority.need(), Found { org, project, beside });
        let Some(subject) = found.subject(what) else {
            return Err(not_there(parsed.wrong.clone(), what).into_problem().into());
        };
        let change = self.held_against(parsed, authority, (&found, subject), request)?;
        let policy = found.project.policy_within(&found.org);
        let counts = MailCount::one_more(counts, &policy, self.staff.now()).map_err(Problem::from)?;
        if dry_run {
            return self.explained(&change, need, &found).await;
        }
        Ok(Outcome { counts, ..self.created(change, need, &found) })
    }

    /// The share on these terms, unless a rule refuses or something cannot be read: both are told at once.
    fn held_against(
        &self,
        parsed: &Parsed,
        by: Authority<'_>,
        (found, subject): (&Found, Subject<'_>),
        request: &StaffRequest<NewShare>,
    ) -> Result<Change<Share>, TryError> {
        let context = Context { org: &found.org, project: &found.project, subject };
        let stamp = self.staff.stamp(by.member(), &request.source);
        let told = |refused| match refused {
            CreateRefused::Flawed { mut flaws } => {
                flaws.retain(|flaw| *flaw != TermsFlaw::NoTask || names_no_task(&request.body));
                CreateRefused::Flawed { flaws }
            }
            forbidden @ CreateRefused::Forbidden(_) => forbidden,
        };
        let change = parsed.wrong.held(
            (parsed.create(&self.staff.random), by),
            |create, by| create.decide(by, context, &stamp).map_err(told),
            |by| parsed.asked.check(by, context, parsed.with_password, stamp.now).map_err(told),
        )?;
        Ok(change)
    }

    /// With what may be meant otherwise: two reads more, and a third where a step names tasks whose workers may not decide.
    async fn explained(&self, change: &Change<Share>, need: Need, found: &Found) -> Result<Outcome<Share>, TryError> {
        let made = change.state();
        let warnings = match made.terms.scope.as_tasks() {
            Some(tasks) => made.warnings(&self.staff.store.tasks_now(made, tasks.run).await?),
            None => found.beside.document.iter().flat_map(|document| made.document_warnings(document)).collect(),
        };
        let warnings = warnings.iter().map(warning).collect();
        let (share, policy) = (sharing(&unmailed(made), self.staff.now()), found.project.policy_within(&found.org));
        let body = json!(DryRun { dry_run: true, share, policy: policy_view(&policy), warnings });
        Ok(Outcome { change: None, need, status: StatusCode::OK, body, texts: vec![], counts: vec![] })
    }

    fn created(&self, change: Change<Share>, need: Need, found: &Found) -> Outcome<Share> {
        let policy = found.project.policy_within(&found.org);
        let locale = change.state().terms.recipient.locale;
        let texts = policy.default_notice(locale).into_iter().map(str::to_owned).collect();
        let link = link::hash(change.state(), &self.keys);
        let body = json!(staff::Share { link, ..share(&unmailed(change.state()), self.staff.now()) });
        Outcome { status: StatusCode::CREATED, texts, ..Outcome::of(change.into(), need, body) }
    }
}

/// What is read to know what is to be shared.
fn beside<'a>((org, project): (&OrgSlug, &ProjectSlug), what: &What) -> BesideProject<'a> {
    match what {
        What::Tasks { run, .. } => {
            BesideProject { run: Some(RunId::of(org, project, run)), ..BesideProject::default() }
        }
        What::Document { document, revision, .. } => {
            let document = document.id_in(org, project);
            let revision = revision.as_ref().map(|code| RevisionId::of(document, code));
            BesideProject { document: Some((document, revision)), ..BesideProject::default() }
        }
    }
}

fn not_there(mut wrong: Fields, what: &What) -> Fields {
    match what {
        What::Tasks { run, .. } => wrong.refuse("/scope/run", "unknown_run", format!("the project has no run {run}")),
        What::Document { .. } => {
            wrong.refuse("/scope/document", "unknown_document", "the project has no such document");
        }
    }
    wrong
}

fn warning(warning: &Warning) -> staff::Warning {
    let (pointer, code) = match warning {
        Warning::DecidesNothing => ("/recipient/email", WarningCode::DecidesNothing),
        Warning::CannotDecide { .. } => ("/permissions", WarningCode::CannotDecide),
        Warning::AlreadyDecided { .. } => ("/scope/tasks", WarningCode::AlreadyDecided),
        Warning::Barred { .. } => ("/recipient/email", WarningCode::Barred),
        Warning::CannotFillIn { .. } => ("/permissions", WarningCode::CannotFillIn),
        Warning::CannotFetch { .. } | Warning::DecidesUnread => ("/permissions", WarningCode::CannotFetch),
        Warning::AnybodyDecides => ("/code", WarningCode::AnybodyDecides),
        Warning::EndsBeforeDue { .. } => ("/expiry", WarningCode::EndsBeforeDue),
        Warning::NotCurrent { .. } => ("/scope/revision", WarningCode::NotCurrent),
        Warning::Superseded => ("/scope/document", WarningCode::Superseded),
    };
    staff::Warning { pointer: pointer.to_owned(), code, detail: warning.to_string() }
}

/// A share whose link was never mailed.
fn unmailed(share: &Share) -> ShareMailed {
    ShareMailed { share: share.clone(), mailings: Mailings::none(share.id()) }
}
