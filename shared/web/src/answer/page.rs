//! Problems as pages: who came with a browser reads a sentence, not JSON.

use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderValue, header};
use vestibule_domain::value::Locale;

use crate::{
    accept::{Language, Wants},
    answer::problem::Problem,
};

/// Writes the HTML document of a problem in a language. [`super::TraceId::current`] names the request.
pub type ProblemPage = fn(&Problem, Locale) -> String;

/// Among the extensions of an answer: the problem that its page tells of already, for the log and the metrics.
#[derive(Debug, Clone)]
pub struct Shown(pub Problem);

/// Replaces the body of a problem, and nothing else of the answer, where the client prefers HTML.
pub(crate) async fn layer(State(page): State<ProblemPage>, request: Request, next: Next) -> Response {
    let wants = Wants::of(request.headers());
    let Language(locale) = Language::of(request.headers());
    let mut response = next.run(request).await;
    if wants == Wants::Html
        && let Some(problem) = response.extensions().get::<Problem>()
    {
        let html = page(problem, locale);
        *response.body_mut() = Body::from(html);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.remove(header::CONTENT_LENGTH);
    }
    response
}

#[cfg(test)]
mod tests;
