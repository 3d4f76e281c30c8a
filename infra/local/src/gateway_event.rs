//! An HTTP request as the event that API Gateway sends (HTTP API, payload format 2.0).

use std::collections::BTreeMap;

use http::{HeaderMap, header, request::Parts};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

/// What the gateway knows of a request besides its bytes.
pub(crate) struct Arrival<'a> {
    /// The gateway's own name, not what the request calls it.
    pub(crate) domain: &'a str,
    pub(crate) route_key: &'a str,
    pub(crate) source_ip: &'a str,
    pub(crate) request_id: &'a str,
    pub(crate) at: Timestamp,
    pub(crate) claims: Option<BTreeMap<String, String>>,
}

/// Bodies that are not UTF-8 travel as base64.
pub(crate) fn event(parts: &Parts, body: &[u8], arrival: Arrival<'_>) -> Value {
    let path = parts.uri.path();
    let query = parts.uri.query().unwrap_or_default();
    let (body, encoded) = match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => (base64::Engine::encode(&base64::engine::general_purpose::STANDARD, body), true),
    };
    let authorizer = arrival.claims.map(|claims| json!({ "jwt": { "claims": claims, "scopes": null } }));
    let cookies: Vec<_> = parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .flat_map(|line| String::from_utf8_lossy(line.as_bytes()).split("; ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let mut event = json!({
        "version": "2.0",
        "routeKey": arrival.route_key,
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers(&parts.headers),
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "domainName": arrival.domain,
            "domainPrefix": arrival.domain.split('.').next(),
            "http": {
                "method": parts.method.as_str(),
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": arrival.source_ip,
                "userAgent": text(&parts.headers, header::USER_AGENT.as_str()).unwrap_or_default(),
            },
            "requestId": arrival.request_id,
            "routeKey": arrival.route_key,
            "stage": "$default",
            "time": arrival.at.to_zoned(TimeZone::UTC).strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": arrival.at.as_millisecond(),
        },
        "body": body,
        "isBase64Encoded": encoded,
    });
    if !cookies.is_empty() {
        event["cookies"] = json!(cookies);
    }
    if let Some(authorizer) = authorizer {
        event["requestContext"]["authorizer"] = authorizer;
    }
    event
}

/// Lower-case names, several values of one name joined by commas; cookies go elsewhere. Values are not always ASCII: one
/// that is lost on the way could not be refused.
fn headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    let names = headers.keys().filter(|name| **name != header::COOKIE);
    names.filter_map(|name| Some((name.as_str().to_owned(), text(headers, name.as_str())?))).collect()
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let values: Vec<_> = headers.get_all(name).iter().map(|v| String::from_utf8_lossy(v.as_bytes())).collect();
    (!values.is_empty()).then(|| values.join(","))
}
