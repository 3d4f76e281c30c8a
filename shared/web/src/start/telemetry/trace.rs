//! One id and one log line for each request, which say nothing that a guest typed or was given.
//!
//! Absent on purpose: the path, the query, headers, bodies and e-mail addresses. The route's template
//! says what was asked for; the audit trail says by whom.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::{Extensions, HeaderMap, HeaderValue, Method};
use tracing::{Instrument as _, Level, Metadata, Subscriber, field::Empty};
use tracing_subscriber::{
    Layer,
    filter::{FilterExt as _, Targets, filter_fn},
    fmt::MakeWriter,
    layer::SubscriberExt as _,
    registry::LookupSpan,
};

use crate::{
    answer::{page::Shown, problem::Problem},
    request::gateway,
    start::{
        environment::{Chance, Clock},
        settings::Settings,
        telemetry::metrics::{self, Emf, is_counted},
    },
};

/// The response header that carries the trace id.
pub const HEADER: &str = "trace-id";

/// What ties an answer to its log lines: 1 to 128 characters that need no escaping anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceId(Arc<str>);

tokio::task_local! {
    static CURRENT: TraceId;
}

/// The id of the request that this task answers; `None` outside of requests.
pub fn current() -> Option<TraceId> {
    CURRENT.try_with(Clone::clone).ok()
}

/// Sends log lines as JSON to standard output, from where Lambda takes them to CloudWatch; metrics too, if
/// `DEPLOYMENT` names the deployment that they are of. `RUST_LOG`, else `AWS_LAMBDA_LOG_LEVEL`, says which
/// lines; else `info`. Once per process: later calls change nothing.
pub(crate) fn init_logs(settings: &Settings) {
    let level = settings.optional("RUST_LOG").or_else(|| settings.optional("AWS_LAMBDA_LOG_LEVEL"));
    let metrics = settings.optional("DEPLOYMENT").map(|name| Emf::new(name, Clock::system(), std::io::stdout).layer());
    let lines = lines(level.as_deref().unwrap_or("info"), std::io::stdout);
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(metrics).with(lines)).ok();
}

/// Writes lines of that level, or of those targets and levels, to wherever they shall go.
pub fn subscriber<W>(level: &str, to: W) -> impl Subscriber + Send + Sync + use<W>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::registry().with(lines(level, to))
}

pub(crate) fn lines<S, W>(level: &str, to: W) -> impl Layer<S> + Send + Sync + use<S, W>
where
    S: Subscriber + for<'s> LookupSpan<'s>,
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let filter = level.parse().unwrap_or_else(|_| Targets::new().with_default(Level::INFO));
    tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_writer(to)
        .with_filter(filter.and(filter_fn(|line| is_discreet(line) && !is_counted(line))))
}

/// At its most talkative, AWS's SDK writes whole answers: what KMS says is our keys, what DynamoDB says is
/// the guests' data. No setting of a log level may bring that to light.
fn is_discreet(line: &Metadata<'_>) -> bool {
    *line.level() != Level::TRACE || !line.target().starts_with("aws_")
}

impl TraceId {
    /// The gateway's request id, as its access log has it; else the root of X-Ray's; else a new one.
    fn of(extensions: &Extensions, headers: &HeaderMap) -> Self {
        let gateway = gateway::context(extensions).and_then(|c| c.request_id.as_deref());
        let xray = || headers.get("x-amzn-trace-id").and_then(|v| v.to_str().ok()).and_then(root);
        gateway.and_then(Self::new).or_else(|| xray().and_then(Self::new)).unwrap_or_else(Self::random)
    }

    fn new(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_=+/".contains(&b));
        (plain && (1..=128).contains(&text.len())).then(|| Self(text.into()))
    }

    fn random() -> Self {
        Self(format!("{:032x}", u128::from_be_bytes(Chance::system().bits())).into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
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

/// Answers within a span and the task's trace id, and tells the client that id.
pub(crate) async fn layer(State(function): State<&'static str>, request: Request, next: Next) -> Response {
    let id = TraceId::of(request.extensions(), request.headers());
    let route = request.extensions().get::<MatchedPath>();
    // At error level, so that error lines have their span whatever the filter.
    let span = tracing::error_span!(
        "request",
        function,
        method = method(request.method()),
        route = route.map_or("none", MatchedPath::as_str),
        trace_id = id.as_str(),
        status = Empty,
        duration_ms = Empty,
    );
    let answer = CURRENT.scope(id.clone(), async {
        let started = Instant::now();
        let mut response = next.run(request).await;
        let span = tracing::Span::current();
        span.record("status", response.status().as_u16());
        span.record("duration_ms", u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
        let shown = || response.extensions().get::<Shown>().map(|Shown(problem)| problem);
        let problem = response.extensions().get::<Problem>().or_else(shown);
        tracing::info!(problem = problem.map(|p| p.kind().slug()), "answered");
        if let Some(problem) = problem {
            metrics::refused(problem);
        }
        if let Ok(value) = HeaderValue::from_str(id.as_str()) {
            response.headers_mut().insert(HEADER, value);
        }
        response
    });
    answer.instrument(span).await
}

#[cfg(test)]
pub(crate) fn scope<F: Future>(id: &str, answer: F) -> impl Future<Output = F::Output> + use<F> {
    CURRENT.scope(TraceId(id.into()), answer)
}

#[cfg(test)]
mod tests;
