//! What the client can read: a page or JSON, and in which language.

use axum::{extract::FromRequestParts, http::request::Parts};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use vestibule_domain::value::Locale;
use vestibule_pages::language;

use crate::cookie;

/// Whether the client would rather show a page or read JSON (RFC 9110 §12.5.1). Clients that have no
/// preference are programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    Html,
    Json,
}

/// The language that somebody chose on a page, else the best of ours for the client (RFC 9110 §12.5.4); English if it
/// speaks none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(pub Locale);

impl Wants {
    pub fn of(headers: &HeaderMap) -> Self {
        let ranges = ranges(headers, &header::ACCEPT);
        let weight = |media: &str, all: &str| {
            let of = |name: &str| ranges.iter().filter(|(r, _)| r == name).map(|(_, q)| *q).max();
            of(media).or_else(|| of(all)).or_else(|| of("*/*")).unwrap_or(0)
        };
        if weight("text/html", "text/*") > weight("application/json", "application/*") {
            Self::Html
        } else {
            Self::Json
        }
    }
}

/// Kept for as long as browsers keep any cookie (RFC 6265bis §5.5), in seconds.
const CHOICE_LIFETIME: i64 = 400 * 24 * 60 * 60;
const CHOICE: &str = "__Host-language";

impl Language {
    pub fn of(headers: &HeaderMap) -> Self {
        if let Some(chosen) = Self::chosen(headers) {
            return Self(chosen);
        }
        let ranges = ranges(headers, &header::ACCEPT_LANGUAGE);
        Self(language::preferred(ranges.iter().filter(|(_, q)| *q > 0).map(|(range, _)| range.as_str())))
    }

    /// The language that was chosen in this browser.
    pub fn chosen(headers: &HeaderMap) -> Option<Locale> {
        cookie::values(headers, CHOICE).find_map(|value| value.parse().ok())
    }

    /// The `Set-Cookie` that keeps a choice.
    pub fn keep(chosen: Locale) -> HeaderValue {
        cookie::set(CHOICE, chosen.tag(), CHOICE_LIFETIME)
    }
}

/// The ranges of a header in lower case with their weights in thousandths, the heaviest first, else as written.
fn ranges(headers: &HeaderMap, name: &HeaderName) -> Vec<(String, u16)> {
    let values = headers.get_all(name).iter().filter_map(|v| v.to_str().ok());
    let mut ranges: Vec<_> = values.flat_map(|v| v.split(',')).filter_map(range).collect();
    ranges.sort_by_key(|(_, q)| std::cmp::Reverse(*q));
    ranges
}

fn range(part: &str) -> Option<(String, u16)> {
    let mut parameters = part.split(';').map(str::trim);
    let range = parameters.next().filter(|r| !r.is_empty())?.to_ascii_lowercase();
    let weight = parameters.find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")));
    Some((range, weight.map_or(1000, thousandths)))
}

/// A weight of 0 to 1 with up to three decimals (RFC 9110 §12.4.2); 0 for anything else.
fn thousandths(weight: &str) -> u16 {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return 0;
    }
    match (whole, format!("{decimals:0<3}").parse()) {
        ("0", Ok(part)) => part,
        ("1", Ok(0)) => 1000,
        _ => 0,
    }
}

impl<S: Sync> FromRequestParts<S> for Wants {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.headers))
    }
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn browsers_want_pages_and_programs_json() {
        for (accept, wants) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", Wants::Html),
            ("text/html", Wants::Html),
            ("TEXT/HTML; Q=0.9, application/json; q=0.8", Wants::Html),
            ("text/*, application/json;q=0.5", Wants::Html),
            ("application/json", Wants::Json),
            ("application/json, text/html", Wants::Json),
            ("application/json, text/html;q=0.9", Wants::Json),
            ("text/html;q=0, */*", Wants::Json),
            ("text/html;q=2", Wants::Json),
            ("*/*", Wants::Json),
            ("", Wants::Json),
            (",;q=,;;", Wants::Json),
        ] {
            assert_eq!(Wants::of(&headers(header::ACCEPT, accept)), wants, "{accept}");
        }
        assert_eq!(Wants::of(&HeaderMap::new()), Wants::Json);
    }

    #[test]
    fn the_guest_s_first_language_that_we_speak_is_chosen() {
        for (accepted, locale) in [
            ("pt-BR,pt;q=0.9,en;q=0.8", Locale::PtBr),
            ("pt-PT", Locale::PtBr),
            ("de-DE,de;q=0.9,es-419;q=0.5,en;q=0.4", Locale::Es),
            ("en;q=0.1, es;q=0.2", Locale::Es),
            ("es;q=0, pt", Locale::PtBr),
            ("ES", Locale::Es),
            ("de", Locale::En),
            ("esperanto", Locale::En),
            ("*", Locale::En),
            ("", Locale::En),
        ] {
            assert_eq!(Language::of(&headers(header::ACCEPT_LANGUAGE, accepted)).0, locale, "{accepted}");
        }
    }

    #[test]
    fn what_somebody_chose_counts_before_what_their_browser_says() {
        let mut headers = headers(header::ACCEPT_LANGUAGE, "pt-BR");
        for (cookies, chosen) in [
            ("a=b; __Host-language=es", Some(Locale::Es)),
            ("__Host-language=tlh; __Host-language=en", Some(Locale::En)),
            ("__Host-language=", None),
            ("__Host-languages=es", None),
        ] {
            headers.insert(header::COOKIE, HeaderValue::from_static(cookies));
            assert_eq!(Language::chosen(&headers), chosen, "{cookies}");
            assert_eq!(Language::of(&headers).0, chosen.unwrap_or(Locale::PtBr), "{cookies}");
        }
        let kept = "__Host-language=pt-BR; Max-Age=34560000; Path=/; Secure; HttpOnly; SameSite=Strict";
        assert_eq!(Language::keep(Locale::PtBr), kept);
    }
}
