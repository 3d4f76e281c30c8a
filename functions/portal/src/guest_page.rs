//! What a guest reads when something is not as they hoped: a page for people, a problem for programs.

use axum::{
    Extension,
    response::{Html, IntoResponse, Response},
};
use http::header;
use vestibule_domain::{gate::Denied, share::Share, text::Locale};
use vestibule_web::{
    accept::Wants,
    page::Shown,
    problem::{Kind, Problem},
};

use crate::page;

/// A problem as it is, or its status and waiting time with a page.
pub(crate) fn told(wants: Wants, problem: Problem, page: impl FnOnce(&Problem) -> String) -> Response {
    let status = problem.kind().status();
    let html = (wants == Wants::Html).then(|| page(&problem));
    let shown = Shown(problem.clone());
    let answer = problem.into_response();
    let Some(html) = html else { return answer };
    let mut response = (status, Extension(shown), Html(html)).into_response();
    if let Some(seconds) = answer.headers().get(header::RETRY_AFTER) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.clone());
    }
    response
}

/// A link that leads nowhere, or trouble with one that does.
pub(crate) fn link_problem(wants: Wants, locale: Locale, problem: Problem) -> Response {
    told(wants, problem, |problem| match problem.kind() {
        Kind::NotFound => page::not_valid(locale),
        _ => page::problem(problem, locale),
    })
}

/// An address below an open share, where there is no session or no such thing.
pub(crate) fn page_problem(wants: Wants, locale: Locale, problem: Problem) -> Response {
    told(wants, problem, |problem| page::problem(problem, locale))
}

/// The gate did not let them in. With the link's token they can ask for a new one.
pub(crate) fn denied(wants: Wants, share: &Share, denied: &Denied, token: Option<&str>) -> Response {
    let locale = share.recipient.locale;
    told(wants, denied.clone().into(), |_| match denied {
        Denied::SessionEnded => page::session_ended(locale),
        _ => page::dead(&page::DeadView { denied, share: Some(share), token, locale }),
    })
}
