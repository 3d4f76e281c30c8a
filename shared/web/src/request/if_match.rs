//! `If-Match`: on which version a change was decided (RFC 9110 §13.1.1).

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, header, request::Parts},
};

use crate::{answer::problem::Problem, request::flaw};

/// The version that the header names, as an `ETag` of ours. `None`: there is no such header, or any version will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub Option<u64>);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(named) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        match named.to_str().map(str::trim) {
            Ok("*") => Ok(Self(None)),
            named => {
                let version = named.ok().and_then(|named| named.strip_prefix('"')?.strip_suffix('"')?.parse().ok());
                let unread =
                    || flaw::unread("head of the request", "/If-Match", "must be the ETag of an earlier answer");
                version.map(|version| Self(Some(version))).ok_or_else(unread)
            }
        }
    }
}

/// A version as an `ETag`.
pub fn etag(version: u64) -> HeaderValue {
    let tag = format!("\"{version}\"");
    HeaderValue::from_str(&tag).unwrap_or_else(|_: http::header::InvalidHeaderValue| HeaderValue::from_static("\"\""))
}
