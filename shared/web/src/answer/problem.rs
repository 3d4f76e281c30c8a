//! Every refusal and failure leaves as RFC 9457 problem details: one shape, one closed set of types.

use std::{borrow::Cow, error::Error};

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use serde_json::json;
use vestibule_api::problem::{Details, Extension};
use vestibule_cloud::error::causes;

pub use vestibule_api::problem::{BASE, FieldError, KINDS, Kind, MEDIA_TYPE, Reason};

use crate::answer::trace_id::TraceId;

/// Most errors that a problem lists: a request can be wrong in more places than anybody reads.
pub(crate) const MAX_ERRORS: usize = 100;

/// What went wrong, as the client is told: [`Details`] in the making. The answer carries a copy among its extensions,
/// from which pages are made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}: {detail}", kind.slug())]
pub struct Problem {
    kind: Kind,
    detail: String,
    /// At most [`MAX_ERRORS`].
    errors: Vec<FieldError>,
    /// How many there are, listed or not.
    error_count: usize,
    extension: Box<Extension>,
    retry_after: Option<u64>,
}

impl Problem {
    /// `detail` is for the person who sent this very request; it must name no internals. It is told as a sentence.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        let detail = sentence(detail.into());
        Self { kind, detail, errors: vec![], error_count: 0, extension: Box::default(), retry_after: None }
    }

    /// A 410 that says which way the link died.
    pub fn gone(reason: Reason) -> Self {
        let detail = match reason {
            Reason::Replaced => "This link was replaced by a newer one. Use the newest link that you were given.",
            Reason::Revoked => "This link has been revoked.",
            Reason::Expired => "This link has expired.",
            Reason::Exhausted => "The access count of this link is exceeded.",
            Reason::Completed => "What this link was for is already completed.",
        };
        Self::new(Kind::Gone, detail).with(Extension { reason: Some(reason), ..Extension::default() })
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

    /// What it says beyond the members that all problems have.
    #[must_use]
    pub fn with(self, extension: Extension) -> Self {
        Self { extension: Box::new(extension), ..self }
    }

    /// Adds what is wrong with the values of the request. The first [`MAX_ERRORS`] are listed; the rest is counted.
    #[must_use]
    pub fn errors(mut self, errors: impl IntoIterator<Item = FieldError>) -> Self {
        for error in errors {
            self.error_count += 1;
            if self.errors.len() < MAX_ERRORS {
                self.errors.push(error);
            }
        }
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

    /// Says too how many errors there are, where not all are listed.
    pub fn detail(&self) -> Cow<'_, str> {
        if self.error_count <= MAX_ERRORS {
            return Cow::Borrowed(&self.detail);
        }
        let Self { detail, error_count, .. } = self;
        Cow::Owned(format!("{detail} There are {error_count} errors; the first {MAX_ERRORS} are listed."))
    }

    /// The first [`MAX_ERRORS`] of them.
    pub fn field_errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Of a 410: which way the link died.
    pub fn reason(&self) -> Option<Reason> {
        self.extension.reason
    }

    /// The body, with the trace id of the request that is being answered.
    pub fn details(&self) -> Details {
        Details {
            kind: self.kind,
            title: self.kind.title().to_owned(),
            status: self.kind.status().as_u16(),
            detail: self.detail().into_owned(),
            trace_id: TraceId::current().map(|id| id.as_str().to_owned()),
            errors: self.errors.clone(),
            extension: (*self.extension).clone(),
        }
    }
}

/// With a capital letter and a full stop: what rules say of themselves begins in the middle of a sentence.
fn sentence(text: String) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return text };
    let end = if text.ends_with(['.', '…', '?', '!']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.kind.status(), json!(self.details()).to_string()).into_response();
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
