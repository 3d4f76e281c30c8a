//! A guest acts on a task: who they are, what they send, and the one way in which an act is carried out.

use axum::{
    Extension, RequestExt as _, RequestPartsExt as _,
    extract::{FromRef, FromRequest, Request},
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, header};
use serde::{Deserialize, de::DeserializeOwned};
use vestibule_cloud::{
    Stored,
    contention::retry_when_overtaken,
    store::{Also, BesideFiles, BesideRevision},
};
use vestibule_domain::{
    audit::Source,
    decision::Act,
    gate::{self, FilesPermit, NoSession, OnTask, Permit, RevisionPermit, RevisionRefused, Session, WorkRefused},
    share::Share,
    task::TaskKey,
    value::{DocumentId, RevisionId, ShareId, TaskSlug},
};

use super::{csrf, guests::Guests, session, try_error::TryError};
use crate::{
    answer::{page::Shown, problem::Problem},
    request::{
        body::{self, Submission},
        caller::Caller,
        deadline::Deadline,
        path::Path,
    },
};

/// What a guest asks for below `/p/{share}`, at a task if nothing else is said, read but not yet judged. Refuses what
/// cannot be read.
#[derive(Debug)]
pub struct GuestRequest<B, A = AtTask> {
    pub share: ShareId,
    pub at: A,
    pub body: B,
    /// A browser without script asks: the answer is the next page.
    pub by_form: bool,
    pub deadline: Deadline,
    guests: Guests,
    source: Source,
    /// Recognised by their cookie, on a page of ours (OWASP CSRF cheat sheet).
    session: Result<Session, Problem>,
}

/// An act that was carried out, now or before: what it was decided on, and what is there since.
#[derive(Debug)]
pub struct Acted<M, T> {
    pub share: Share,
    pub on: OnTask<T>,
    pub made: M,
    /// It changed something just now.
    pub changed: bool,
}

/// At `/p/{share}/tasks/{task}/…`.
#[derive(Debug, Deserialize)]
pub struct AtTask {
    pub task: TaskSlug,
}

/// At `/p/{share}/documents/{document}/revisions/{revision}/…`.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct AtRevision {
    pub document: DocumentId,
    pub revision: RevisionId,
}

/// At `/p/{share}/…`: at all of its tasks.
#[derive(Debug, Deserialize)]
pub struct AtShare {}

#[derive(Debug, Deserialize)]
struct OfShare {
    share: ShareId,
}

impl<B> GuestRequest<B, AtShare> {
    /// The same as [`GuestRequest::act`], on the files of all tasks of the share: two reads and one transaction.
    pub async fn act_on_files<T, A, M, R>(&self, act: &A, named: &T::Named) -> Result<(Share, M), Problem>
    where
        T: BesideFiles,
        A: for<'p> Act<FilesPermit<'p, T>, Made = M, Refused = R>,
        M: Stored,
        Problem: From<R>,
    {
        let session = self.session()?;
        let run = session.place.run().ok_or(WorkRefused::NoSuchTask)?;
        let Guests { store, random, .. } = &self.guests;
        let acted = retry_when_overtaken(self.deadline, random, || async {
            let (share, run) = store.share_and_run::<T>(self.share, run, named).await?.ok_or(NoSession)?;
            let stamp = self.guests.stamp(&share, &self.source).assured(session.assurance);
            let guest = gate::admit(&share, session, stamp.now)?;
            let on = store.files_of::<T>(&share, run, named).await?;
            let decision = act.decide(guest.permit_files(&on), &stamp).map_err(Problem::from)?;
            if let Some(change) = decision.change() {
                store.commit(change).await?;
            }
            Ok::<_, TryError>((share, decision.into_state()))
        });
        acted.await.map_err(TryError::into_problem)
    }
}

impl<B> GuestRequest<B, AtRevision> {
    /// The same as [`GuestRequest::act`], on a revision of a document: one batched read and one transaction.
    pub async fn act_on_revision<T, A, M, R>(&self, act: &A, named: &T::Named) -> Result<M, Problem>
    where
        T: BesideRevision,
        A: for<'p> Act<RevisionPermit<'p, T>, Made = M, Refused = R>,
        M: Stored,
        Problem: From<R>,
    {
        let session = self.session()?;
        let AtRevision { document, revision } = self.at;
        let Guests { store, random, .. } = &self.guests;
        let acted = retry_when_overtaken(self.deadline, random, || async {
            let found = store.share_and_revision::<T>(self.share, (document, revision), named).await?;
            let (share, on) = found.ok_or(NoSession)?;
            let stamp = self.guests.stamp(&share, &self.source).assured(session.assurance);
            let guest = gate::admit(&share, session, stamp.now)?;
            let on = on.ok_or(RevisionRefused::NoSuchRevision)?;
            let decision = act.decide(guest.permit_revision(&on)?, &stamp).map_err(Problem::from)?;
            if let Some(change) = decision.change() {
                store.commit(change).await?;
            }
            Ok::<_, TryError>(decision.into_state())
        });
        acted.await.map_err(TryError::into_problem)
    }
}

impl<B> GuestRequest<B> {
    /// Loads, admits, permits, decides and commits, until nobody else is quicker: one batched read and one transaction.
    /// `named` is what the act names beside its task.
    pub async fn act<T, A, M, R>(&self, act: &A, named: &T::Named) -> Result<Acted<M, T>, Problem>
    where
        T: Also,
        A: for<'p> Act<Permit<'p, OnTask<T>>, Made = M, Refused = R>,
        M: Stored,
        Problem: From<R>,
    {
        self.act_at(&self.at.task, act, named).await
    }

    /// The same at another task of the share, whose answers came along.
    pub async fn act_at<T, A, M, R>(&self, task: &TaskSlug, act: &A, named: &T::Named) -> Result<Acted<M, T>, Problem>
    where
        T: Also,
        A: for<'p> Act<Permit<'p, OnTask<T>>, Made = M, Refused = R>,
        M: Stored,
        Problem: From<R>,
    {
        self.act_at_with(task, act, named, async |on| Ok(on)).await
    }

    /// The same with what is read once the task is known.
    pub async fn act_with<T, U, A, M, R, F>(
        &self,
        act: &A,
        named: &T::Named,
        more: impl Fn(OnTask<T>) -> F,
    ) -> Result<Acted<M, U>, Problem>
    where
        T: Also,
        A: for<'p> Act<Permit<'p, OnTask<U>>, Made = M, Refused = R>,
        M: Stored,
        Problem: From<R>,
        F: Future<Output = Result<OnTask<U>, Problem>>,
    {
        self.act_at_with(&self.at.task, act, named, more).await
    }

    async fn act_at_with<T, U, A, M, R, F>(
        &self,
        task: &TaskSlug,
        act: &A,
        named: &T::Named,
        more: impl Fn(OnTask<T>) -> F,
    ) -> Result<Acted<M, U>, Problem>
    where
        T: Also,
        A: for<'p> Act<Permit<'p, OnTask<U>>, Made = M, Refused = R>,
        M: Stored,
        Problem: From<R>,
        F: Future<Output = Result<OnTask<U>, Problem>>,
    {
        let session = self.session()?;
        let run = session.place.run().ok_or(WorkRefused::NoSuchTask)?;
        let key = TaskKey { run, task: task.clone() };
        let Guests { store, random, .. } = &self.guests;
        let acted = retry_when_overtaken(self.deadline, random, || async {
            let (share, on) = store.share_and_task::<T>(self.share, &key, named).await?;
            let share = share.ok_or(NoSession)?;
            let stamp = self.guests.stamp(&share, &self.source).assured(session.assurance);
            let guest = gate::admit(&share, session, stamp.now)?;
            let on = on.filter(|on| guest.sees(&on.task)).ok_or(WorkRefused::NoSuchTask)?;
            let on = more(on).await?;
            let decision = act.decide(guest.permit(&on)?, &stamp).map_err(Problem::from)?;
            if let Some(change) = decision.change() {
                store.commit(change).await?;
            }
            let changed = decision.change().is_some();
            Ok::<_, TryError>(Acted { share, on, made: decision.into_state(), changed })
        });
        acted.await.map_err(TryError::into_problem)
    }

    /// The task, as the session of the guest knows its run.
    pub fn task_key(&self) -> Result<TaskKey, Problem> {
        let run = self.session()?.place.run().ok_or(WorkRefused::NoSuchTask)?;
        Ok(TaskKey { run, task: self.at.task.clone() })
    }

    /// `answer` for a script; for a browser without one the page, at the task.
    pub fn done(&self, answer: impl IntoResponse) -> Response {
        if self.by_form {
            let Self { share, at: AtTask { task }, .. } = self;
            Redirect::to(&format!("/p/{share}?cursor={task}#task-{task}")).into_response()
        } else {
            answer.into_response()
        }
    }
}

impl<B, A> GuestRequest<B, A> {
    pub fn session(&self) -> Result<&Session, Problem> {
        self.session.as_ref().map_err(Problem::clone)
    }

    /// The page of the share with what belongs behind its address, and the problem for the log and the metrics.
    pub fn refused_at(&self, problem: Problem, rest: &str) -> Response {
        (Extension(Shown(problem)), Redirect::to(&format!("/p/{}{rest}", self.share))).into_response()
    }
}

impl<S, B, A> FromRequest<S> for GuestRequest<B, A>
where
    S: Send + Sync,
    Guests: FromRef<S>,
    B: Submission,
    A: DeserializeOwned + Send + 'static,
{
    type Rejection = Problem;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Problem> {
        let Path(OfShare { share }) = request.extract_parts_with_state(state).await?;
        let Path(at) = request.extract_parts_with_state(state).await?;
        let (mut parts, rest) = request.into_parts();
        let Ok(Caller(source)) = parts.extract().await;
        let Ok(deadline): Result<Deadline, _> = parts.extract().await;
        let headers = parts.headers.clone();
        let content_type = headers.get(header::CONTENT_TYPE);
        let bytes = body::bytes(Request::from_parts(parts, rest), body::max_bytes::<B>(content_type)).await?;
        let (body, token) = B::read(content_type, &bytes)?;
        let (guests, by_form) = (Guests::from_ref(state), body.is_form());
        let session = recognise(&guests, share, &headers, token.as_deref());
        Ok(Self { share, at, body, by_form, deadline, guests, source, session })
    }
}

fn recognise(guests: &Guests, share: ShareId, headers: &HeaderMap, token: Option<&str>) -> Result<Session, Problem> {
    let session = session::read(headers, share, &guests.keys, guests.now())?;
    csrf::check_token(headers, token, &session, &guests.keys)?;
    Ok(session)
}
