//! `GET /i/problem`: what became of a form that met a problem, as a page that can be loaded again and come back to.

use axum::{
    extract::State,
    response::{Html, IntoResponse as _, Response},
};
use vestibule_api::guest::ProblemOptions;
use vestibule_web::{
    accept::Language,
    answer::{KINDS, Kind, TraceId},
    request::Query,
};

use crate::{guest_page::html, page, state::Portal};

pub(crate) async fn problem(
    State(_): State<Portal>,
    Language(locale): Language,
    Query(ProblemOptions { kind, share, trace }): Query<ProblemOptions>,
) -> Response {
    let kind = KINDS.iter().find(|known| known.slug() == kind).copied().unwrap_or(Kind::NotFound);
    let trace = trace.as_deref().and_then(TraceId::new);
    let trace = trace.as_ref().map_or("-", TraceId::as_str);
    // Who is told so looks for a link, where there is no share to go on with.
    let page = match (kind, share) {
        (Kind::NotFound, None) => page::not_valid(locale),
        _ => page::problem(kind, trace, share, locale),
    };
    match page {
        // What failed was answered with its own status, and counted, when it did.
        Ok(page) => Html(page).into_response(),
        Err(error) => html(Err(error)),
    }
}
