//! Acts of a guest come from our own pages only: the browser's word on it first, the session's token second.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, Method, header};
use vestibule_domain::{session::Session, token::KeyRing};

use crate::answer::problem::{Kind, Problem};

/// The request header in which scripts send [`Session::csrf`]; forms send a field `csrf`.
pub const CSRF_HEADER: &str = "vestibule-csrf";

/// Refuses, with 403, requests that other sites caused. `portal` is our own origin, `https://host[:port]`.
pub(crate) async fn layer(State(portal): State<Arc<str>>, request: Request, next: Next) -> Response {
    match check(request.method(), request.headers(), &portal) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// Fetch Metadata (W3C) where the browser sends it, else `Origin` (RFC 6454), as the OWASP cheat sheet on
/// CSRF has it. GET and HEAD have no effects; a client that sends neither header is no browser, or one so old
/// that only the token protects it. So does one of the browsers before 2023 that know no Fetch Metadata: our own
/// referrer policy makes them send `Origin: null`.
fn check(method: &Method, headers: &HeaderMap, portal: &str) -> Result<(), Problem> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let sites = headers.get_all("sec-fetch-site");
    let ours = if sites.iter().next().is_some() {
        sites.iter().all(|site| site == "same-origin")
    } else {
        headers.get_all(header::ORIGIN).iter().all(|origin| origin == portal || origin == "null")
    };
    if ours { Ok(()) } else { Err(Problem::new(Kind::NotPermitted, "This request did not come from our own pages.")) }
}

/// Whether the request carries the anti-CSRF token of its session, in the header or in the form's field.
/// Refuses with 403.
pub(crate) fn csrf(headers: &HeaderMap, form: Option<&str>, session: &Session, keys: &KeyRing) -> Result<(), Problem> {
    let given = headers.get(CSRF_HEADER).and_then(|v| v.to_str().ok()).or(form);
    if given.is_some_and(|token| session.csrf_matches(token, keys)) {
        Ok(())
    } else {
        Err(Problem::new(Kind::NotPermitted, "This page is no longer current. Load it again and repeat what you did."))
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use tower::ServiceExt as _;

    use super::*;
    use crate::{
        door::{
            opened::{self, keys},
            routes::{Routes, sample_site},
        },
        request::gateway::event::Event,
    };

    type Tested = Result<(), Box<dyn Error>>;

    async fn status(method: &str, path: &str, headers: &[(&str, &str)]) -> Result<u16, Box<dyn Error>> {
        let router = Routes::new("portal")
            .guest(Method::POST, "/i/peek", async || "peeked")
            .guest(Method::GET, "/i/peek", async || "inert")
            .staff(Method::POST, "/v1/shares", async || "created")
            .into_router((), sample_site());
        let event = headers.iter().fold(Event::new(method, path), |event, (name, value)| event.header(name, value));
        Ok(router.oneshot(event.request()?).await?.status().as_u16())
    }

    #[tokio::test]
    async fn only_our_own_pages_can_act() -> Tested {
        for (headers, expected) in [
            ([("sec-fetch-site", "same-origin")].as_slice(), 200),
            (&[("sec-fetch-site", "same-site")], 403),
            (&[("sec-fetch-site", "cross-site")], 403),
            (&[("sec-fetch-site", "none")], 403),
            (&[("sec-fetch-site", "same-origin, cross-site")], 403),
            (&[("sec-fetch-site", "")], 403),
            (&[("origin", "https://portal.example")], 200),
            (&[("origin", "https://portal.example.evil.example")], 403),
            (&[("origin", "http://portal.example")], 403),
            (&[("origin", "https://portal.example:8443")], 403),
            (&[("origin", "null")], 200),
            (&[], 200),
            // Fetch Metadata is the newer word and outranks Origin, which our own referrer policy makes `null`.
            (&[("sec-fetch-site", "same-origin"), ("origin", "null")], 200),
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://portal.example")], 403),
        ] {
            assert_eq!(status("POST", "/i/peek", headers).await?, expected, "{headers:?}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn reading_and_staff_routes_are_not_asked() -> Tested {
        let foreign = &[("sec-fetch-site", "cross-site"), ("origin", "https://mail.example")];
        assert_eq!(status("GET", "/i/peek", foreign).await?, 200);
        assert_eq!(status("HEAD", "/i/peek", foreign).await?, 200);
        assert_eq!(status("POST", "/v1/shares", foreign).await?, 200);
        Ok(())
    }

    #[test]
    fn an_act_needs_the_token_of_its_own_session() -> Tested {
        let (session, other) = (opened::session([5; 16])?, opened::session([6; 16])?);
        let (token, wrong) = (session.csrf(&keys()), other.csrf(&keys()));
        let sent = |header: Option<&str>, form: Option<&str>| -> Result<bool, Box<dyn Error>> {
            let mut headers = HeaderMap::new();
            if let Some(value) = header {
                headers.insert(CSRF_HEADER, value.parse()?);
            }
            Ok(csrf(&headers, form, &session, &keys()).is_ok())
        };
        assert!(sent(Some(&token), None)?);
        assert!(sent(None, Some(&token))?);
        assert!(!sent(None, None)?);
        assert!(!sent(Some(""), None)?);
        assert!(!sent(None, Some(&wrong))?);
        assert!(!sent(Some(&wrong), Some(&token))?);
        Ok(())
    }
}
