//! The headers that every answer carries, errors included: nothing of ours is framed, cached, sniffed or leaked.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
        X_FRAME_OPTIONS,
    },
};
use vestibule_domain::value::Digest;

/// As the OWASP Secure Headers Project has it. Two years of HSTS; no permission for what no page uses.
const FIXED: [(HeaderName, HeaderValue); 7] = [
    // No other site learns an address of ours; and our own forms say whose they are, `Origin: null` being refused.
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
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

/// The Content-Security-Policy of our pages (W3C CSP 3). Downloads are forms that lead on to the upload
/// origins, and browsers hold redirects of forms against `form-action` too.
///
/// # Panics
/// If an origin has characters that no header can carry: the settings of a site let none pass.
pub(crate) fn content_security_policy(upload_origins: &[String]) -> HeaderValue {
    let origins: String = upload_origins.iter().flat_map(|origin| [" ", origin]).collect();
    let policy = format!(
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'{origins}; form-action 'self'{origins}; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("origins are plain text")
}

/// Among the extensions of an answer: the one style or script that its page holds itself.
#[derive(Debug, Clone)]
pub struct Inline {
    directive: &'static str,
    sha256: Digest,
}

impl Inline {
    pub fn style(text: &str) -> Self {
        Self { directive: "style-src 'self'", sha256: Digest::of(text) }
    }

    pub fn script(text: &str) -> Self {
        Self { directive: "script-src 'self'", sha256: Digest::of(text) }
    }

    /// The policy that admits it and nothing else inline (W3C CSP 3, "hash-source").
    fn admitted(&self, policy: &HeaderValue) -> HeaderValue {
        let sources = format!("{} 'sha256-{}'", self.directive, BASE64_STANDARD.encode(self.sha256.bytes()));
        let admitted = policy.to_str().ok().map(|policy| policy.replace(self.directive, &sources));
        admitted.and_then(|policy| HeaderValue::try_from(policy).ok()).unwrap_or_else(|| policy.clone())
    }
}

pub(crate) async fn layer(State(policy): State<HeaderValue>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let policy = match response.extensions().get::<Inline>() {
        Some(inline) => inline.admitted(&policy),
        None => policy,
    };
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
mod tests;
