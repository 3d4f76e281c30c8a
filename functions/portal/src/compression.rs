//! Pages and assets as gzip, for browsers that take it: on a slow line, bytes are what a guest waits for.
//!
//! A page holds the anti-CSRF token, and compression can tell what stands beside a secret (BREACH: Gluck, Harris, Prado
//! 2013). For that somebody must make the browser load the page with the session, see how long its answers are, and put
//! guesses into them. Here the cookie is `SameSite=Strict`, so that no other site causes such an answer, nothing of a
//! request is repeated on a page of a session, and the token is worth nothing without the cookie. An invitation holds no
//! secret. JSON is left as it is.

use std::io::{self, Write as _};

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    middleware::Next,
    response::Response,
};
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, Method, header};

const GZIP: HeaderValue = HeaderValue::from_static("gzip");
/// Caches keep one answer for each.
const VARY: HeaderValue = HeaderValue::from_static("accept-encoding");
/// What is shorter fits the same packets either way.
const SHORT: usize = 1_000;

/// Compresses the pages of a function. Assets were compressed while it was built.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let wanted = request.method() != Method::HEAD && takes_gzip(request.headers());
    let response = next.run(request).await;
    let headers = response.headers();
    let html = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !html || headers.contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    vary(&mut parts.headers);
    if !wanted {
        return Response::from_parts(parts, body);
    }
    // Pages are made in memory, whole.
    let Ok(page) = to_bytes(body, usize::MAX).await else { return Response::from_parts(parts, Body::empty()) };
    match compressed(&page) {
        Ok(gzip) if page.len() >= SHORT => {
            parts.headers.insert(header::CONTENT_ENCODING, GZIP);
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(gzip))
        }
        _ => Response::from_parts(parts, Body::from(page)),
    }
}

/// Says how an asset is encoded, and gives the form that the browser takes.
pub(crate) fn encoded(headers: &HeaderMap, plain: &'static str, gzip: &'static [u8]) -> (HeaderMap, &'static [u8]) {
    let mut told = HeaderMap::new();
    told.insert(header::VARY, VARY);
    if !takes_gzip(headers) {
        return (told, plain.as_bytes());
    }
    told.insert(header::CONTENT_ENCODING, GZIP);
    (told, gzip)
}

/// In one line: an answer of Lambda has one value for each header.
fn vary(headers: &mut HeaderMap) {
    let others = headers.get(header::VARY).and_then(|others| others.to_str().ok());
    let all = others.and_then(|others| HeaderValue::try_from(format!("{others}, accept-encoding")).ok());
    headers.insert(header::VARY, all.unwrap_or(VARY));
}

/// `Accept-Encoding` (RFC 9110 §12.5.3): gzip by name or among all, unless its weight is 0.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let weighed = lines.flat_map(|line| line.split(',')).map(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().trim_start_matches(['q', 'Q']).trim_start().trim_start_matches('=').trim();
        (name.trim().to_ascii_lowercase(), weight.is_empty() || weight.parse().is_ok_and(|weight: f32| weight > 0.0))
    });
    let weighed: Vec<_> = weighed.collect();
    let of = |wanted: &str| weighed.iter().find(|(name, _)| name == wanted).map(|(_, taken)| *taken);
    of("gzip").or(of("x-gzip")).or(of("*")).unwrap_or(false)
}

fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(accepted: &str) -> bool {
        let accepted = accepted.parse().map(|value| HeaderMap::from_iter([(header::ACCEPT_ENCODING, value)]));
        accepted.is_ok_and(|headers| takes_gzip(&headers))
    }

    #[test]
    fn what_an_answer_depends_on_stands_in_one_line() {
        let mut headers = HeaderMap::from_iter([(header::VARY, HeaderValue::from_static("accept-language"))]);
        vary(&mut headers);
        assert_eq!(headers.get_all(header::VARY).iter().collect::<Vec<_>>(), ["accept-language, accept-encoding"]);
    }

    #[test]
    fn gzip_is_for_those_who_take_it() {
        for accepted in ["gzip", "gzip, deflate, br, zstd", "br;q=1, GZIP;q=0.8", "*", "br, *;q=0.1", "x-gzip"] {
            assert!(takes(accepted), "{accepted}");
        }
        for accepted in ["", "br", "identity", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "gzip;q=loud", "zgzip"] {
            assert!(!takes(accepted), "{accepted}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }
}
