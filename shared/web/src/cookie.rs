//! Cookies as browsers send them and take them.

use http::{HeaderMap, HeaderValue, header};

/// Name and value of each cookie of a request. API Gateway's cookie list arrives here as one `Cookie` header.
pub(crate) fn all(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|v| std::str::from_utf8(v.as_bytes()).ok());
    let cookies = lines.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    cookies.map(|(name, value)| (name, value.trim_matches('"')))
}

/// The values under a name: several, where a neighbour under the same host has set one, too.
pub(crate) fn values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    all(headers).filter(move |(n, _)| *n == name).map(|(_, value)| value)
}

/// A `Set-Cookie` for this host, over TLS, away from scripts and other sites. `max_age` in seconds; 0 takes it away.
pub(crate) fn set(name: &str, value: &str, max_age: i64) -> HeaderValue {
    let text = format!("{name}={value}; Max-Age={max_age}; Path=/; Secure; HttpOnly; SameSite=Strict");
    HeaderValue::try_from(text).expect("ids and sealed values are letters, digits, `-` and `_`")
}
