//! A presigned URL answers for every `x-amz-` header sent with it; one it did not sign is refused, as by AWS.

use std::collections::HashMap;

use axum::extract::{Query, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, Uri, header};

pub(super) async fn refuse(request: Request, next: Next) -> Response {
    let unsigned = unsigned(request.uri(), request.headers());
    if unsigned.is_empty() {
        return next.run(request).await;
    }
    // Header names contain nothing that XML would need escaped.
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code>\
         <Message>There were headers present in the request which were not signed</Message>\
         <HeadersNotSigned>{}</HeadersNotSigned></Error>",
        unsigned.join(", ")
    );
    let kind = [(header::CONTENT_TYPE, "application/xml")];
    (StatusCode::FORBIDDEN, kind, body).into_response()
}

/// None for a request that is not presigned.
fn unsigned(uri: &Uri, headers: &HeaderMap) -> Vec<String> {
    let Ok(Query(query)) = Query::<HashMap<String, String>>::try_from_uri(uri) else {
        return Vec::new();
    };
    let Some(signed) = query.get("X-Amz-SignedHeaders") else {
        return Vec::new();
    };
    let signed: Vec<_> = signed.split(';').collect();
    headers
        .keys()
        .map(http::HeaderName::as_str)
        .filter(|name| name.starts_with("x-amz-") && !signed.contains(name))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_presigned_request_answers_for_its_amz_headers() {
        let uri = "/b/k?X-Amz-SignedHeaders=host%3Bx-amz-checksum-sha256";
        let mut headers = HeaderMap::new();
        headers.insert("x-amz-checksum-sha256", "x".parse().unwrap());
        headers.insert("origin", "http://localhost:3000".parse().unwrap());
        assert!(unsigned(&uri.parse().unwrap(), &headers).is_empty());
        headers.insert("x-amz-acl", "public-read".parse().unwrap());
        assert_eq!(unsigned(&uri.parse().unwrap(), &headers), ["x-amz-acl"]);
    }

    #[test]
    fn a_request_signed_in_its_headers_is_left_to_its_signature() {
        let mut headers = HeaderMap::new();
        headers.insert("x-amz-acl", "private".parse().unwrap());
        assert!(unsigned(&Uri::from_static("/b/k"), &headers).is_empty());
    }
}
