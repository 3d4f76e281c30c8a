//! Acts of a guest come from our own pages only: the browser's word on it first, the session's token second.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, Method, header};
use vestibule_domain::{gate::Session, value::KeyRing};

use crate::answer::problem::{Kind, Problem};

/// The request header in which scripts send [`Session::csrf`]; forms send a field `csrf`.
pub const CSRF_HEADER: &str = "vestibule-csrf";

/// Refuses, with 403, requests that other sites caused. `portal` is our own origin, `https://host[:port]`.
pub(crate) async fn layer(State(portal): State<Arc<str>>, request: Request, next: Next) -> Response {
    match check_site(request.method(), request.headers(), &portal) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// Fetch Metadata (W3C) where the browser sends it, else `Origin` (RFC 6454), as the OWASP cheat sheet on
/// CSRF has it. GET and HEAD have no effects; a client that sends neither header is no browser, or one so old
/// that only the token protects it. `Origin: null` is somebody else's sandbox: our own referrer policy lets our pages
/// name themselves, also in the browsers before 2023 that know no Fetch Metadata.
fn check_site(method: &Method, headers: &HeaderMap, portal: &str) -> Result<(), Problem> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let sites = headers.get_all("sec-fetch-site");
    let ours = if sites.iter().next().is_some() {
        sites.iter().all(|site| site == "same-origin")
    } else {
        headers.get_all(header::ORIGIN).iter().all(|origin| origin == portal)
    };
    if ours { Ok(()) } else { Err(Problem::new(Kind::NotPermitted, "This request did not come from our own pages.")) }
}

/// Whether the request carries the anti-CSRF token of its session, in the header or in the form's field.
/// Refuses with 403.
pub(crate) fn check_token(
    headers: &HeaderMap,
    form: Option<&str>,
    session: &Session,
    keys: &KeyRing,
) -> Result<(), Problem> {
    let given = headers.get(CSRF_HEADER).and_then(|v| v.to_str().ok()).or(form);
    if given.is_some_and(|token| session.csrf_matches(token, keys)) {
        Ok(())
    } else {
        Err(Problem::new(Kind::NotPermitted, "This page is no longer current. Load it again and repeat what you did."))
    }
}

#[cfg(test)]
mod tests;
