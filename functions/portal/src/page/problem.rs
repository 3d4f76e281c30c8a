//! A problem as a page, where a guest came with a browser and no other page says more.

use vestibule_cloud::error::causes;
use vestibule_domain::value::{Locale, ShareId};
use vestibule_pages::render::RenderError;
use vestibule_web::answer::{Kind, Problem, TraceId};

use super::end::{failure, not_found, session_ended, stopped};

/// Shown where not even the page of a problem can be written.
const LAST_RESORT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Something went wrong on our side</title>\
     <h1>Something went wrong on our side</h1><p>What was shown as saved is kept. Please try again in a moment.</p>";

/// What became of a request, by the kind of its problem. `share` is the one that it was about, where one can go on.
pub fn problem(kind: Kind, trace: &str, share: Option<ShareId>, locale: Locale) -> Result<String, RenderError> {
    match kind {
        Kind::Unauthorized => session_ended(locale),
        Kind::NotFound | Kind::MethodNotAllowed => not_found(locale),
        Kind::Failure | Kind::Unavailable => failure(share, locale, trace),
        Kind::BadRequest
        | Kind::NotPermitted
        | Kind::Conflict
        | Kind::Gone
        | Kind::Stale
        | Kind::TooLarge
        | Kind::UnsupportedMediaType
        | Kind::Unprocessable
        | Kind::Policy
        | Kind::IdempotencyMismatch
        | Kind::TooManyRequests => stopped(share, locale),
    }
}

/// The page of a problem that this request met. It always is one.
pub fn any_problem(problem: &Problem, locale: Locale) -> String {
    let trace = TraceId::current();
    let trace = trace.as_ref().map_or("-", TraceId::as_str);
    self::problem(problem.kind(), trace, None, locale).unwrap_or_else(last_resort)
}

fn last_resort(error: RenderError) -> String {
    tracing::error!(error = causes(&error), "the page of a problem cannot be written");
    LAST_RESORT.to_owned()
}
