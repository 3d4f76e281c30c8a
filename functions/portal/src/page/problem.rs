//! A problem as a page, for guests who came with a browser and whom no other page tells more.

use vestibule_domain::text::Locale;
use vestibule_web::{
    problem::{Kind, Problem},
    trace,
};

use super::end::{failure, not_found, session_ended, stopped};

/// What became of a request, by the kind of its problem.
pub fn problem(problem: &Problem, locale: Locale) -> String {
    match problem.kind() {
        Kind::Unauthorized => session_ended(locale),
        Kind::NotFound | Kind::MethodNotAllowed => not_found(locale),
        Kind::Failure | Kind::Unavailable => {
            failure(locale, trace::current().as_ref().map_or("-", trace::TraceId::as_str))
        }
        Kind::BadRequest
        | Kind::NotPermitted
        | Kind::Conflict
        | Kind::Gone
        | Kind::TooLarge
        | Kind::UnsupportedMediaType
        | Kind::Unprocessable
        | Kind::Policy
        | Kind::IdempotencyMismatch
        | Kind::TooManyRequests => stopped(locale),
    }
}
