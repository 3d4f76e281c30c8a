//! One id and one log line for each request, which say nothing that a guest typed or was given.
//!
//! Absent on purpose: the path, the query, headers, bodies and e-mail addresses. The route's template
//! says what was asked for; the audit trail says by whom.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::{Extensions, HeaderMap, HeaderValue, Method};
use tracing::{Instrument as _, field::Empty};

use crate::{
    answer::{
        page::Shown,
        problem::Problem,
        trace_id::{HEADER, TraceId},
    },
    request::gateway,
    start::{environment::Random, telemetry::metrics},
};

/// Answers within a span and the task's trace id, and tells the client that id.
pub(crate) async fn layer(State(function): State<&'static str>, request: Request, next: Next) -> Response {
    let id = id(request.extensions(), request.headers());
    let route = request.extensions().get::<MatchedPath>();
    let has_route = route.is_some();
    // At error level, so that error lines have their span with every filter.
    let span = tracing::error_span!(
        "request",
        function,
        method = method(request.method()),
        route = route.map_or("none", MatchedPath::as_str),
        trace_id = id.as_str(),
        status = Empty,
        duration_ms = Empty,
    );
    let answer = id.clone().scope(async {
        let started = Instant::now();
        let mut response = next.run(request).await;
        let span = tracing::Span::current();
        span.record("status", response.status().as_u16());
        span.record("duration_ms", u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
        let shown = || response.extensions().get::<Shown>().map(|Shown(problem)| problem);
        let problem = response.extensions().get::<Problem>().or_else(shown);
        tracing::info!(problem = problem.map(|p| p.kind().slug()), "answered");
        // Who tries addresses that nobody has looks for another program than ours.
        if let Some(problem) = problem.filter(|_| has_route) {
            metrics::refused(problem);
        }
        if let Ok(value) = HeaderValue::from_str(id.as_str()) {
            response.headers_mut().insert(HEADER, value);
        }
        response
    });
    answer.instrument(span).await
}

/// The gateway's request id, as its access log has it; else the root of X-Ray's; else a new one.
fn id(extensions: &Extensions, headers: &HeaderMap) -> TraceId {
    let gateway = gateway::context(extensions).and_then(|c| c.request_id.as_deref());
    let xray = || headers.get("x-amzn-trace-id").and_then(|v| v.to_str().ok()).and_then(root);
    let random = || TraceId::from_bits(Random::system().bits());
    gateway.and_then(TraceId::new).or_else(|| xray().and_then(TraceId::new)).unwrap_or_else(random)
}

/// The first `Root=` of X-Ray's tracing header, `Root=1-…;Parent=…;Sampled=…`.
fn root(header: &str) -> Option<&str> {
    header.split(';').find_map(|part| part.trim().strip_prefix("Root="))
}

/// Methods are tokens of any text and length (RFC 9110 §9.1): only the usual ones are named.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

#[cfg(test)]
mod tests;
