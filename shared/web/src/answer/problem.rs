//! Every refusal and failure leaves as RFC 9457 problem details: one shape, one closed set of types.

mod kind;

use std::error::Error;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use vestibule_cloud::error::causes;

pub use kind::{BASE, KINDS, Kind};

use crate::answer::trace_id::TraceId;

/// The media type of problem details (RFC 9457 §3).
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong, as the client is told: `type`, `title`, `status`, `detail`, `trace_id`, `errors`
/// and extension members. The answer carries a copy among its extensions, from which pages are made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}: {detail}", kind.slug())]
pub struct Problem {
    kind: Kind,
    detail: String,
    errors: Vec<FieldError>,
    extra: Map<String, Value>,
    reason: Option<Reason>,
    retry_after: Option<u64>,
}

/// One thing that is wrong with one value of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Where in the body or query: a JSON pointer (RFC 6901); `""` is the whole of it.
    pub pointer: String,
    /// For programs, such as `required`.
    pub code: String,
    /// For people, without the name of the field: "must not be empty".
    pub detail: String,
    /// The policy setting that decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<String>,
    /// Whose setting it is: `default`, `org` or `project`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
}

/// Why a link that once worked no longer does: the `reason` of a [`Kind::Gone`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Revoked,
    Expired,
    Exhausted,
    Completed,
}

impl Reason {
    pub fn code(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::Exhausted => "exhausted",
            Self::Completed => "completed",
        }
    }
}

impl FieldError {
    pub fn new(pointer: impl Into<String>, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code: code.into(), detail: detail.into(), setting: None, layer: None }
    }

    /// Names the policy setting and the layer that decided.
    #[must_use]
    pub fn decided_by(mut self, setting: impl Into<String>, layer: impl Into<String>) -> Self {
        self.setting = Some(setting.into());
        self.layer = Some(layer.into());
        self
    }
}

impl Problem {
    /// `detail` is for the person who sent this very request; it must name no internals.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), errors: vec![], extra: Map::new(), reason: None, retry_after: None }
    }

    /// A 410 that says which way the link died.
    pub fn gone(reason: Reason) -> Self {
        let detail = match reason {
            Reason::Revoked => "This link has been revoked.",
            Reason::Expired => "This link has expired.",
            Reason::Exhausted => "The access count of this link is exceeded.",
            Reason::Completed => "What this link was for is already completed.",
        };
        Self { reason: Some(reason), ..Self::new(Kind::Gone, detail) }
    }

    /// A 500. The source and what caused it are logged here, once; the client sees none of it.
    pub fn failure(source: impl Error) -> Self {
        tracing::error!(error = causes(&source), "the request failed");
        Self::new(Kind::Failure, "The request could not be carried out. Please try again, or tell us the trace id.")
    }

    /// A 503 that asks to come back in a second. Logged as in [`Problem::failure`].
    pub fn unavailable(source: impl Error) -> Self {
        tracing::error!(error = causes(&source), "something that is needed does not answer");
        Self::new(Kind::Unavailable, "Something that is needed does not answer just now. Please try again.")
            .retry_after(1)
    }

    /// An extension member (RFC 9457 §3.2). It cannot replace a standard one.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.extra.insert(name.to_owned(), value.into());
        self
    }

    /// Adds what is wrong with the values of the request.
    #[must_use]
    pub fn errors(mut self, errors: impl IntoIterator<Item = FieldError>) -> Self {
        self.errors.extend(errors);
        self
    }

    /// Seconds until another attempt makes sense (RFC 9110 §10.2.3).
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn detail(&self) -> &str {
        &self.detail
    }

    pub fn field_errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Of a 410: which way the link died.
    pub fn reason(&self) -> Option<Reason> {
        self.reason
    }

    /// The body, with the trace id of the request that is being answered.
    pub fn to_json(&self) -> Value {
        let mut body = self.extra.clone();
        body.insert("type".into(), json!(format!("{BASE}{}", self.kind.slug())));
        body.insert("title".into(), json!(self.kind.title()));
        body.insert("status".into(), json!(self.kind.status().as_u16()));
        body.insert("detail".into(), json!(self.detail));
        if let Some(reason) = self.reason {
            body.insert("reason".into(), json!(reason.code()));
        }
        if let Some(id) = TraceId::current() {
            body.insert("trace_id".into(), json!(id.as_str()));
        }
        if !self.errors.is_empty() {
            body.insert("errors".into(), json!(self.errors));
        }
        Value::Object(body)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.kind.status(), self.to_json().to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if self.kind == Kind::Unauthorized {
            // RFC 9110 §11.6.1 asks for a challenge with every 401.
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests;
