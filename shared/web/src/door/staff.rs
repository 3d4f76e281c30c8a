//! Where staff are served: from a token's claims to a member, and each request carried out once.

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use vestibule_cloud::{
    Commit, Store, Stored,
    contention::retry_when_overtaken,
    store::{BesideProject, FoundBeside, InProject},
    stored_answer::StoredAnswer,
};
use vestibule_domain::{
    Change, Timestamp,
    audit::{Resumption, Source, Stamp},
    decision::Decision,
    share::{MailCount, MailsOf, Share, ShareMailed},
    staff::{Forbidden, Member, Need, NotActing, Org, Profile, Project},
    value::{KeyRing, OrgSlug, ProjectSlug, ShareId},
};

use crate::{
    answer::{
        link,
        problem::{Kind, Problem},
    },
    door::{
        any_trail::{on_any_trail, tell_org},
        staff_request::StaffRequest,
        try_error::TryError,
    },
    request::{claims::Claims, idempotent::RequestKey},
    start::{
        Start, StartError,
        environment::{Clock, Random},
    },
};

/// What every staff-facing function works with.
#[derive(Debug, Clone)]
pub struct Staff {
    pub store: Store,
    pub clock: Clock,
    pub random: Random,
}

/// What an attempt came to: the answer, and the change that makes it true unless it is true already.
#[derive(Debug)]
pub struct Outcome<S> {
    pub change: Option<Change<S>>,
    /// What the decision rests on. An answer that is repeated rests on it again.
    pub need: Need,
    pub status: StatusCode,
    pub body: Value,
    /// Texts that the state names by their hash.
    pub texts: Vec<String>,
    /// Mails that leave with it, counted.
    pub counts: Vec<MailCount>,
}

impl<S> Outcome<S> {
    /// `200 OK`.
    pub fn of(decision: Decision<S>, need: Need, body: Value) -> Self {
        let change = match decision {
            Decision::Change(change) => Some(change),
            Decision::Already(_) => None,
        };
        Self { change, need, status: StatusCode::OK, body, texts: vec![], counts: vec![] }
    }
}

/// An answer that was committed together with its effect, now or by an earlier request.
#[derive(Debug)]
pub struct Answer<S> {
    pub status: StatusCode,
    pub body: Value,
    /// The state that was committed just now; `None` if there was nothing to do.
    pub made: Option<S>,
    pub repeated: bool,
    /// Behind which record its own goes on, where the trail was found broken.
    follows: Option<u64>,
}

impl Staff {
    /// Reads its settings now, and calls AWS when it is awaited.
    pub fn from_start(start: &Start) -> impl Future<Output = Result<Self, StartError>> {
        let store = start.store();
        async { Ok(Self { store: store.await?, clock: start.clock.clone(), random: start.random.clone() }) }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The member that a token speaks of, in the org of the request. Being signed in is not enough.
    pub async fn member(&self, claims: &Claims) -> Result<Member, Problem> {
        acting(self.store.profile(&claims.sub).await?, claims)
    }

    /// A project of an org. One batched read.
    pub async fn project(&self, org: &OrgSlug, project: &ProjectSlug) -> Result<(Org, Project), TryError> {
        let (org, project, _) = self.project_with(org, project, BesideProject::default()).await?;
        Ok((org, project))
    }

    /// The same, with what was used of these mails.
    pub async fn project_counting(
        &self,
        org: &OrgSlug,
        project: &ProjectSlug,
        mails: &[MailsOf],
    ) -> Result<(Org, Project, Vec<MailCount>), TryError> {
        let beside = BesideProject { mails, ..BesideProject::default() };
        let (org, project, FoundBeside { counts, .. }) = self.project_with(org, project, beside).await?;
        Ok((org, project, counts))
    }

    /// The same with what is named beside it; whether that is there is left to the caller.
    pub async fn project_with(
        &self,
        org: &OrgSlug,
        project: &ProjectSlug,
        beside: BesideProject<'_>,
    ) -> Result<(Org, Project, FoundBeside), TryError> {
        let InProject { org, project, beside } = self.store.project_with(org, project, beside).await?;
        let (Some(org), Some(project)) = (org, project) else { return Err(Forbidden::NoSuchProject.into()) };
        Ok((org, project, beside))
    }

    pub fn stamp(&self, member: &Member, source: &Source) -> Stamp {
        member.stamp(source.clone(), self.now(), self.random.bits())
    }

    /// Carries a request out once: decides on fresh state until the commit is not overtaken, and stores
    /// the answer with the effect when the request has an idempotency key.
    pub async fn once<B, S: Stored, D, const MAX: usize>(
        &self,
        request: &StaffRequest<B, MAX>,
        decide: impl Fn(Member) -> D,
    ) -> Result<Answer<S>, Problem>
    where
        D: Future<Output = Result<Outcome<S>, TryError>>,
    {
        let committed = self.commit_once(request, None, |member, _| decide(member)).await;
        committed.map_err(TryError::into_staff_problem)
    }

    /// The same for a request about one share, which is read together with the member.
    pub async fn once_about<B, S: Stored, D>(
        &self,
        share: ShareId,
        request: &StaffRequest<B>,
        decide: impl Fn(Member, Option<ShareMailed>) -> D,
    ) -> Result<Answer<S>, Problem>
    where
        D: Future<Output = Result<Outcome<S>, TryError>>,
    {
        self.commit_once(request, Some(share), decide).await.map_err(TryError::into_staff_problem)
    }

    /// The same for what must take effect in any state of the share's trail. `decide` is told where that goes on, for
    /// its stamp; the name is the function's, which records the break in the org's trail.
    pub async fn once_on_any_trail<B, D>(
        &self,
        (function, share): (&str, ShareId),
        request: &StaffRequest<B>,
        decide: impl Fn(Member, Option<ShareMailed>, Option<Resumption>) -> D,
    ) -> Result<Answer<Share>, Problem>
    where
        D: Future<Output = Result<Outcome<Share>, TryError>>,
    {
        let with = (&self.store, &self.random);
        let decide = &decide;
        let (committed, resumption) = on_any_trail(with, |resumption| async move {
            let decide = |member, found| decide(member, found, resumption.clone());
            self.commit_once(request, Some(share), decide).await
        })
        .await;
        let answer = committed.map_err(TryError::into_staff_problem)?;
        if let (Some(made), Some(follows), Some(resumption)) = (&answer.made, answer.follows, &resumption) {
            let stamp = Stamp::system(function, self.now(), self.random.bits());
            tell_org(with, made, (follows, resumption), &stamp, request.deadline).await;
        }
        Ok(answer)
    }

    async fn commit_once<B, S: Stored, D, const MAX: usize>(
        &self,
        request: &StaffRequest<B, MAX>,
        about: Option<ShareId>,
        decide: impl Fn(Member, Option<ShareMailed>) -> D,
    ) -> Result<Answer<S>, TryError>
    where
        D: Future<Output = Result<Outcome<S>, TryError>>,
    {
        let (claims, key) = (&request.claims, &request.key);
        let committed = retry_when_overtaken(request.deadline, &self.random, || async {
            let (member, share, earlier) = self.look_up(claims, key, about).await?;
            if let Some(answer) = earlier {
                return Ok(answer);
            }
            let Outcome { change, need, status, body, texts, counts } = match decide(member.clone(), share).await {
                // It may be refused for what it did itself, at the same moment: its answer is stored by now.
                Err(refused @ TryError::Refused(_)) if key.key.is_some() => {
                    return self.look_up(claims, key, about).await?.2.ok_or(refused);
                }
                decided => decided?,
            };
            if let Some(change) = &change {
                let texts: Vec<_> = texts.iter().map(String::as_str).collect();
                let answer = key.key.as_deref().map(|name| {
                    let (org, fingerprint, body) = (member.org.clone(), key.fingerprint, body.clone());
                    (name, StoredAnswer { org, need, fingerprint, status: status.as_u16(), body, at: self.now() })
                });
                let answer = answer.as_ref().map(|(name, answer)| (&member, *name, answer));
                let with = Commit { authority: Some(&member), answer, sent: None, texts: &texts, counts: &counts };
                self.store.commit_with(change, with).await?;
            }
            let follows = change.as_ref().and_then(|change| change.entry().follows());
            Ok::<_, TryError>(Answer { status, body, made: change.map(Change::into_state), repeated: false, follows })
        });
        match committed.await {
            // The same request was carried out at the same moment: its answer is stored by now.
            Err(TryError::Repeated) => {
                let (.., earlier) = self.look_up(claims, key, about).await?;
                earlier.ok_or(TryError::Repeated)
            }
            committed => committed,
        }
    }

    /// Who asks, about what, and the answer if they had it before and may still have it.
    async fn look_up<S>(
        &self,
        claims: &Claims,
        key: &RequestKey,
        about: Option<ShareId>,
    ) -> Result<(Member, Option<ShareMailed>, Option<Answer<S>>), Problem> {
        let found = self.store.asked_by_staff(&claims.sub, (about, key.key.as_deref()), self.now()).await?;
        let member = acting(found.profile, claims)?;
        let Some(stored) = found.answer else { return Ok((member, found.share, None)) };
        if stored.fingerprint != key.fingerprint || stored.org != member.org {
            return Err(Problem::new(
                Kind::IdempotencyMismatch,
                "this Idempotency-Key was used for another request; use a new key for a new request",
            ));
        }
        stored.need.of(&member)?;
        let status = StatusCode::from_u16(stored.status).map_err(Problem::failure)?;
        Ok((member, found.share, Some(Answer { status, body: stored.body, made: None, repeated: true, follows: None })))
    }
}

impl Answer<Share> {
    /// The answer with the link itself, where the stored one knows it by its hash.
    pub async fn with_link(mut self, store: &Store, keys: &KeyRing, portal_origin: &str) -> Result<Self, Problem> {
        let Some(hash) = self.body["link"].as_str() else { return Ok(self) };
        let id = self.body["id"].as_str().and_then(|id| id.parse().ok());
        let share = match (self.made.clone(), id) {
            (Some(share), _) => Some(share),
            (None, Some(id)) => store.share(id).await?,
            (None, None) => None,
        };
        self.body["link"] = json!(link::of(hash, share.as_ref(), keys, portal_origin));
        Ok(self)
    }
}

/// The person in the org of the request.
pub(super) fn acting(profile: Option<Profile>, claims: &Claims) -> Result<Member, Problem> {
    Ok(profile.ok_or(NotActing::NoMember)?.acting(claims.org.as_ref())?)
}

impl<S> IntoResponse for Answer<S> {
    fn into_response(self) -> Response {
        let body = (self.status, [(header::CONTENT_TYPE, "application/json")], self.body.to_string());
        let mut response = body.into_response();
        if self.repeated {
            let name = HeaderName::from_static("idempotency-replayed");
            response.headers_mut().insert(name, HeaderValue::from_static("true"));
        }
        response
    }
}
