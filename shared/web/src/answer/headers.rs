//! The headers that every answer carries, errors included: nothing of ours is framed, cached, sniffed or leaked.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
        X_FRAME_OPTIONS,
    },
};

use crate::start::site::Site;

/// As the OWASP Secure Headers Project has it. Two years of HSTS; no permission for what no page uses.
const FIXED: [(HeaderName, HeaderValue); 7] = [
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
];

/// The Content-Security-Policy of a site (W3C CSP 3). Downloads are forms that lead on to the upload
/// origins, and browsers hold redirects of forms against `form-action` too.
///
/// # Panics
/// If an origin has characters that no header can carry: [`Site::from_settings`] lets none pass.
pub(crate) fn content_security_policy(site: &Site) -> HeaderValue {
    let origins: String = site.upload_origins.iter().flat_map(|origin| [" ", origin]).collect();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'{origins}; form-action 'self'{origins}; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("origins are plain text")
}

pub(crate) async fn layer(State(policy): State<HeaderValue>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    secure(response.headers_mut(), policy);
    response
}

/// Only `Cache-Control` is the handler's to choose, for assets whose name is their hash.
fn secure(headers: &mut HeaderMap, policy: HeaderValue) {
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.extend(FIXED);
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use http::Method;
    use tower::ServiceExt as _;

    use super::*;
    use crate::{
        answer::problem::Problem,
        door::routes::{Routes, sample_site},
        request::gateway::event::Event,
    };

    type Tested = Result<(), Box<dyn Error>>;

    const EXPECTED: [(&str, &str); 9] = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             connect-src 'self' https://uploads.example; form-action 'self' https://uploads.example; \
             base-uri 'none'; frame-ancestors 'none'",
        ),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ];

    async fn asset() -> ([(HeaderName, &'static str); 2], &'static str) {
        ([(CACHE_CONTROL, "public, max-age=31536000, immutable"), (CONTENT_SECURITY_POLICY, "default-src *")], "css")
    }

    async fn answer(method: &str, path: &str) -> Result<Response, Box<dyn Error>> {
        let router = Routes::new("portal")
            .guest(Method::GET, "/i", async || "landing")
            .guest(Method::POST, "/i/open", async || "opened")
            .guest(Method::GET, "/assets/{file}", asset)
            .staff(Method::GET, "/v1/fail", async || Problem::failure(std::io::Error::other("x")))
            .into_router((), sample_site());
        let event = Event::new(method, path).header("sec-fetch-site", "cross-site");
        Ok(router.oneshot(event.request()?).await?)
    }

    #[tokio::test]
    async fn every_answer_carries_all_of_them() -> Tested {
        for (method, path, status) in [
            ("GET", "/i", 200),
            ("HEAD", "/i", 200),
            ("POST", "/i/open", 403),
            ("GET", "/nowhere", 404),
            ("DELETE", "/i", 405),
            ("GET", "/v1/fail", 500),
        ] {
            let response = answer(method, path).await?;
            assert_eq!(response.status().as_u16(), status, "{method} {path}");
            for (name, value) in EXPECTED {
                let all: Vec<_> = response.headers().get_all(name).iter().collect();
                assert_eq!(all, [value], "{method} {path} {name}");
            }
        }
        Ok(())
    }

    #[tokio::test]
    async fn a_handler_chooses_its_caching_and_nothing_else() -> Tested {
        let response = answer("GET", "/assets/app.3f9a.css").await?;
        assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=31536000, immutable");
        let policies: Vec<_> = response.headers().get_all(CONTENT_SECURITY_POLICY).iter().collect();
        assert_eq!(policies, [EXPECTED[0].1]);
        Ok(())
    }

    #[test]
    fn a_site_without_upload_origins_talks_to_itself_only() {
        let site = Site { portal_origin: "https://portal.example".into(), upload_origins: vec![] };
        let policy = content_security_policy(&site);
        assert!(policy.to_str().is_ok_and(|p| p.contains("connect-src 'self'; form-action 'self'; base-uri")));
    }
}
