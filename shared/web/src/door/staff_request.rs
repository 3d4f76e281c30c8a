//! What a member asks for: who they are, from where, under which idempotency key, and the body.

use axum::{
    RequestExt as _,
    extract::{FromRef, FromRequest, Request},
};
use serde::de::DeserializeOwned;
use vestibule_domain::{audit::Source, value::KeyRing};

use crate::{
    answer::problem::Problem,
    request::{
        body::MAX_BODY_BYTES,
        caller::Caller,
        claims::Claims,
        deadline::Deadline,
        idempotent::{Idempotent, RequestKey},
        query::NoOtherQuery,
    },
};

/// A JSON request of somebody who is signed in; whether they are a member is still to be seen. A body is at most `MAX`
/// bytes long, and an empty one counts as `{}`.
#[derive(Debug)]
pub struct StaffRequest<B, const MAX: usize = MAX_BODY_BYTES> {
    pub claims: Claims,
    pub source: Source,
    pub deadline: Deadline,
    pub key: RequestKey,
    pub body: B,
}

impl<B, const MAX: usize> StaffRequest<B, MAX> {
    /// As if it had no idempotency key: each time it is sent, it is another request.
    #[must_use]
    pub fn without_key(self) -> Self {
        Self { key: RequestKey { key: None, ..self.key }, ..self }
    }
}

impl<S, B, const MAX: usize> FromRequest<S> for StaffRequest<B, MAX>
where
    S: Send + Sync,
    KeyRing: FromRef<S>,
    B: DeserializeOwned,
{
    type Rejection = Problem;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Problem> {
        let claims: Claims = request.extract_parts().await?;
        let Ok(Caller(source)) = request.extract_parts().await;
        let Ok(deadline) = request.extract_parts().await;
        let NoOtherQuery = request.extract_parts().await?;
        let Idempotent::<B, MAX> { request: key, body } = Idempotent::from_request(request, state).await?;
        Ok(Self { claims, source, deadline, key, body })
    }
}
