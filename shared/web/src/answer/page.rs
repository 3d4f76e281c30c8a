//! Problems as pages: who came with a browser reads a sentence, not JSON, and never as the answer to a form.

use axum::{
    Extension,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use http::{HeaderValue, Method, header};
use vestibule_domain::value::{Locale, ShareId};

use crate::{
    accept::{Language, Wants},
    answer::{
        problem::{Kind, Problem},
        trace_id::TraceId,
    },
};

/// Writes the HTML document of a problem in a language. [`super::TraceId::current`] names the request.
pub type ProblemPage = fn(&Problem, Locale) -> String;

/// Where a browser is sent that asked for a page at a path where there is none. `None`: it is told so.
pub type WayOn = fn(&str) -> Option<String>;

/// Writes the page of a form that met a problem, with what was typed into it: the path it was sent to, and its fields.
/// `None`: nothing was typed that could be lost.
pub type UnsentPage = fn(&Problem, Locale, &str, &[(String, String)]) -> Option<String>;

/// Where the pages of problems are that a form met: with `kind`, `trace`, and `share` where it was about one.
pub const PROBLEM_PATH: &str = "/i/problem";

/// Among the extensions of an answer: the problem that its page tells of already, for the log and the metrics.
#[derive(Debug, Clone)]
pub struct Shown(pub Problem);

/// Where the client prefers HTML, replaces the body of a problem and nothing else of the answer.
pub(crate) async fn layer(State(page): State<ProblemPage>, request: Request, next: Next) -> Response {
    let wants = Wants::of(request.headers());
    let Language(locale) = Language::of(request.headers());
    let mut response = next.run(request).await;
    if wants == Wants::Html
        && let Some(problem) = response.extensions().get::<Problem>()
    {
        let html = page(problem, locale);
        show(&mut response, html);
    }
    response
}

/// Replaces the body of an answer.
fn show(response: &mut Response, html: String) {
    *response.body_mut() = Body::from(html);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.remove(header::CONTENT_LENGTH);
}

/// Leads a browser on from an address without a page; and to a page itself where a form is sent to it: WebKit sends it again,
/// to the address that a script has given the answer since, when that is loaded again.
pub(crate) async fn lead_on(State(way_on): State<WayOn>, request: Request, next: Next) -> Response {
    let (path, here) = (request.uri().path(), request.uri().path_and_query().map(ToString::to_string));
    let place = match *request.method() {
        Method::GET | Method::HEAD => way_on(path).filter(|place| place != path),
        Method::POST => way_on(path).filter(|place| place == path).and(here),
        _ => None,
    };
    let place = place.filter(|_| Wants::of(request.headers()) == Wants::Html);
    let response = next.run(request).await;
    let is_lost = |problem: &Problem| matches!(problem.kind(), Kind::NotFound | Kind::MethodNotAllowed);
    match (response.extensions().get::<Problem>(), place) {
        (Some(problem), Some(place)) if is_lost(problem) => Redirect::to(&place).into_response(),
        _ => response,
    }
}

/// Answers the form of a guest that met a problem with the way to a page: one that is loaded again, or come back to,
/// sends nothing again. Where something was typed, the answer is that page itself, for no address holds it.
pub(crate) async fn after_form(State(unsent): State<Option<UnsentPage>>, request: Request, next: Next) -> Response {
    let is_json =
        request.headers().get(header::CONTENT_TYPE).is_some_and(|of| of.as_bytes().starts_with(b"application/json"));
    let is_form = *request.method() == Method::POST && !is_json && Wants::of(request.headers()) == Wants::Html;
    let path = if is_form { request.uri().path().to_owned() } else { return next.run(request).await };
    let Language(locale) = Language::of(request.headers());
    // Nobody else puts words into our pages.
    let unsent = unsent.filter(|_| request.headers().get("sec-fetch-site").is_some_and(|site| site == "same-origin"));
    let (request, sent) = if unsent.is_some() { copied(request).await } else { (request, Bytes::new()) };
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else { return response };
    let fields: Vec<_> = form_urlencoded::parse(&sent).into_owned().collect();
    let Some(html) = unsent.and_then(|page| page(&problem, locale, &path, &fields)) else {
        let to = Redirect::to(&page_after(&path, &problem));
        return (Extension(Shown(problem)), to).into_response();
    };
    response.extensions_mut().insert(Shown(problem));
    show(&mut response, html);
    response
}

/// A request with its body beside it, which is in memory already.
async fn copied(request: Request) -> (Request, Bytes) {
    let (parts, body) = request.into_parts();
    // A body that breaks off is as good as none.
    let sent = to_bytes(body, usize::MAX).await.unwrap_or_default();
    (Request::from_parts(parts, Body::from(sent.clone())), sent)
}

/// The page that says best what became of a form. What became of a share its own page says.
fn page_after(path: &str, problem: &Problem) -> String {
    let mut parts = path.split('/').skip(1);
    let (door, share) = (parts.next().unwrap_or_default(), parts.next().and_then(|part| part.parse::<ShareId>().ok()));
    if let (Some(share), Kind::NotFound | Kind::Unauthorized | Kind::Gone | Kind::Conflict) = (share, problem.kind()) {
        return format!("/{door}/{share}");
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("kind", problem.kind().slug());
    if let Some(trace) = TraceId::current() {
        query.append_pair("trace", trace.as_str());
    }
    if let Some(share) = share {
        query.append_pair("share", &share.to_string());
    }
    format!("{PROBLEM_PATH}?{}", query.finish())
}

#[cfg(test)]
mod tests;
