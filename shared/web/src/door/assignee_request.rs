//! Somebody who is signed in acts in a step that they have to do: who they are, what they send, and the one way in which
//! an act is carried out. Acts in a step are the same when they are sent again, as those of guests are, so they take no
//! idempotency key.

use axum::{
    RequestExt as _,
    extract::{FromRequest, Request},
};
use http::header;
use serde::de::DeserializeOwned;
use vestibule_api::problem::Kind;
use vestibule_cloud::{
    Commit, Stored,
    contention::retry_when_overtaken,
    store::{Also, AskedByAssignee},
};
use vestibule_domain::{
    audit::Source,
    decision::Act,
    file::UploadLimits,
    gate::{OnTask, Permit, assign},
    policy::{Overrides, Policy},
    staff::{Member, NotActing},
    step::StepGate,
    task::TaskKey,
};

use super::{staff::Staff, try_error::TryError};
use crate::{
    answer::problem::Problem,
    request::{
        body::{self, MAX_BODY_BYTES},
        caller::Caller,
        claims::Claims,
        deadline::Deadline,
        query::NoOtherQuery,
    },
};

/// A JSON request of somebody who is signed in, in a step; whether it is theirs is still to be seen. An empty body counts
/// as `{}`.
#[derive(Debug)]
pub struct AssigneeRequest<B> {
    pub claims: Claims,
    pub source: Source,
    pub deadline: Deadline,
    pub body: B,
}

impl<S: Send + Sync, B: DeserializeOwned> FromRequest<S> for AssigneeRequest<B> {
    type Rejection = Problem;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Problem> {
        let claims: Claims = request.extract_parts().await?;
        let Ok(Caller(source)) = request.extract_parts().await;
        let Ok(deadline) = request.extract_parts().await;
        let NoOtherQuery = request.extract_parts().await?;
        let is_json = body::require_json(request.headers().get(header::CONTENT_TYPE));
        let bytes = body::bytes(request, MAX_BODY_BYTES).await?;
        let body = if bytes.is_empty() {
            body::parse_json(b"{}")?
        } else {
            is_json.and_then(|()| body::parse_json(&bytes))?
        };
        Ok(Self { claims, source, deadline, body })
    }
}

/// A step that somebody has to do, and who they are.
#[derive(Debug)]
pub struct InStep<T> {
    pub member: Member,
    pub gate: StepGate,
    pub on: OnTask<T>,
}

/// An act that was carried out, now or before: what it was decided on, and what is there since.
#[derive(Debug)]
pub struct DoneInStep<M, U> {
    pub member: Member,
    pub on: OnTask<U>,
    pub made: M,
    /// It changed something just now.
    pub changed: bool,
}

impl Staff {
    /// A step as somebody finds it who has it to do. One batched read; for everybody else there is none.
    pub async fn step<T: Also>(&self, sub: &str, key: &TaskKey, named: &T::Named) -> Result<InStep<T>, Problem> {
        let AskedByAssignee { profile, gate, on } = self.store.assignee_and_task::<T>(sub, key, named).await?;
        let profile = profile.ok_or(NotActing::NoMember)?;
        let (gate, on) = gate.zip(on).ok_or_else(no_such_step)?;
        // A step says itself in which of their orgs it is.
        let member = profile.member(&gate.part.org).ok_or_else(no_such_step)?;
        let _ = assign(&member, &gate, &on, &no_files()).map_err(|_| no_such_step())?;
        Ok(InStep { member, gate, on })
    }

    /// Loads, assigns, permits, decides and commits, until nobody else is quicker: one batched read and one transaction.
    pub async fn act_in_step<B, T, A, M, R>(
        &self,
        request: &AssigneeRequest<B>,
        key: &TaskKey,
        (act, named): (&A, &T::Named),
    ) -> Result<DoneInStep<M, T>, Problem>
    where
        T: Also,
        A: for<'p> Act<Permit<'p, OnTask<T>>, Made = M, Refused = R>,
        M: Stored,
        Problem: From<R>,
    {
        self.act_in_step_with(request, key, (act, named), async |on, _| Ok((on, no_files()))).await
    }

    /// The same with what is read once the step is known and whose it is: what else the act names, and what files are held
    /// against.
    pub async fn act_in_step_with<B, T, U, A, M, R, F>(
        &self,
        request: &AssigneeRequest<B>,
        key: &TaskKey,
        (act, named): (&A, &T::Named),
        more: impl Fn(OnTask<T>, (StepGate, Member)) -> F,
    ) -> Result<DoneInStep<M, U>, Problem>
    where
        T: Also,
        A: for<'p> Act<Permit<'p, OnTask<U>>, Made = M, Refused = R>,
        M: Stored,
        Problem: From<R>,
        F: Future<Output = Result<(OnTask<U>, UploadLimits), Problem>>,
    {
        let acted = retry_when_overtaken(request.deadline, &self.random, || async {
            let InStep { member, gate, on } = self.step::<T>(&request.claims.sub, key, named).await?;
            let (on, limits) = more(on, (gate.clone(), member.clone())).await?;
            let stamp = self.stamp(&member, &request.source);
            let permit = assign(&member, &gate, &on, &limits).and_then(|assignment| assignment.permit(&on));
            let decision = act.decide(permit.map_err(|_| no_such_step())?, &stamp).map_err(Problem::from)?;
            if let Some(change) = decision.change() {
                let with = Commit { authority: Some(&member), ..Commit::default() };
                self.store.commit_with(change, with).await?;
            }
            let changed = decision.change().is_some();
            Ok::<_, TryError>(DoneInStep { made: decision.into_state(), changed, on, member })
        });
        acted.await.map_err(TryError::into_problem)
    }
}

/// Where no file is announced, nothing is held against the policy.
pub fn no_files() -> UploadLimits {
    let nothing = Overrides::default();
    UploadLimits::from(&Policy::effective(&nothing, &nothing))
}

/// Also for steps of others, and for those that somebody had and has no more.
pub fn no_such_step() -> Problem {
    Problem::new(Kind::NotFound, "There is no such step among yours.")
}
