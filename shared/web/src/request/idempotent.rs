//! Requests that may be sent again: their `Idempotency-Key` and what it stands for (IETF draft
//! "The Idempotency-Key HTTP Header Field").

use axum::extract::{FromRef, FromRequest, Request};
use http::uri::PathAndQuery;
use serde::de::DeserializeOwned;
use vestibule_domain::value::{Digest, KeyRing};

use crate::{
    answer::problem::Problem,
    request::{
        body::{self, MAX_BODY_BYTES},
        flaw,
    },
};

/// A request's key, if it has one, and the MAC over its method, address and body.
#[derive(Debug, Clone)]
pub struct RequestKey {
    pub key: Option<String>,
    pub fingerprint: Digest,
}

/// A JSON body together with its [`RequestKey`]. An empty body counts as `{}`; the longest is `MAX` bytes long.
#[derive(Debug)]
pub struct Idempotent<T, const MAX: usize = MAX_BODY_BYTES> {
    pub request: RequestKey,
    pub body: T,
}

impl<S, T, const MAX: usize> FromRequest<S> for Idempotent<T, MAX>
where
    S: Send + Sync,
    KeyRing: FromRef<S>,
    T: DeserializeOwned,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let key = match request.headers().get("idempotency-key") {
            None => None,
            Some(value) => Some(key(value.as_bytes())?),
        };
        let address = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
        let (method, address) = (request.method().to_string(), address.to_owned());
        let is_json = body::require_json(request.headers().get(http::header::CONTENT_TYPE));
        let bytes = body::bytes(request, MAX).await?;
        let fingerprint = KeyRing::from_ref(state).fingerprint(&[method.as_bytes(), address.as_bytes(), &bytes]);
        let body = if bytes.is_empty() {
            body::parse_json(b"{}")?
        } else {
            is_json?;
            body::parse_json(&bytes)?
        };
        Ok(Self { request: RequestKey { key, fingerprint }, body })
    }
}

/// 1 to 255 visible ASCII characters.
fn key(value: &[u8]) -> Result<String, Problem> {
    let visible = !value.is_empty() && value.len() <= 255 && value.iter().all(u8::is_ascii_graphic);
    visible.then(|| String::from_utf8_lossy(value).into_owned()).ok_or_else(|| {
        let detail = "must be 1 to 255 visible ASCII characters";
        flaw::unread("head of the request", "/Idempotency-Key", detail)
    })
}
