//! The language that a guest chooses on a page, by `?lang=`: kept in their browser, for all pages and all shares.

use std::borrow::Cow;

use axum::{extract::Request, middleware::Next, response::Response};
use http::header;
use vestibule_domain::{share::Share, value::Locale};
use vestibule_web::accept::Language;

/// Keeps a choice that stands in an address.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let chosen = query.split('&').find_map(|pair| pair.strip_prefix("lang=")?.parse::<Locale>().ok());
    let mut response = next.run(request).await;
    if let Some(chosen) = chosen {
        response.headers_mut().append(header::SET_COOKIE, Language::keep(chosen));
    }
    response
}

/// A share for a page in the language that was chosen; its recipient's, where none was.
pub(crate) fn spoken(share: &Share, chosen: Option<Locale>) -> Cow<'_, Share> {
    let Some(locale) = chosen.filter(|chosen| *chosen != share.terms.recipient.locale) else {
        return Cow::Borrowed(share);
    };
    let mut share = share.clone();
    share.terms.recipient.locale = locale;
    Cow::Owned(share)
}
