//! What a guest reads when something is not as they hoped: a page for people, a problem for programs.

use axum::{
    Extension,
    response::{Html, IntoResponse, Response},
};
use http::header;
use vestibule_domain::{
    gate::NoSession,
    share::{Denied, Share},
    value::Locale,
};
use vestibule_pages::{branding::accent_style, render::RenderError};
use vestibule_web::{
    accept::Wants,
    answer::{Inline, Kind, Problem, Reason, Shown},
};

use crate::page;

/// A page as the answer; a failure where it cannot be written.
pub(crate) fn html(page: Result<String, RenderError>) -> Response {
    page.map_or_else(|error| Problem::failure(error).into_response(), |html| Html(html).into_response())
}

/// A page about a share, which looks like its org.
pub(crate) fn html_of(share: &Share, page: Result<String, RenderError>) -> Response {
    branded(share, html(page))
}

/// The page may say which colour the org has.
pub(crate) fn branded(share: &Share, mut response: Response) -> Response {
    if let Some(accent) = share.terms.branding.accent {
        response.extensions_mut().insert(Inline::style(&accent_style(accent)));
    }
    response
}

/// A problem as it is, or its status and waiting time with a page.
pub(crate) fn problem_or_page(
    wants: Wants,
    problem: Problem,
    page: impl FnOnce(&Problem) -> Result<String, RenderError>,
) -> Response {
    let status = problem.kind().status();
    let html = (wants == Wants::Html).then(|| page(&problem)).transpose();
    let shown = Shown(problem.clone());
    let answer = problem.into_response();
    let html = match html {
        Ok(Some(html)) => html,
        Ok(None) => return answer,
        Err(error) => return Problem::failure(error).into_response(),
    };
    let mut response = (status, Extension(shown), Html(html)).into_response();
    if let Some(seconds) = answer.headers().get(header::RETRY_AFTER) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.clone());
    }
    response
}

/// A link that leads nowhere, or what is wrong with one that does.
pub(crate) fn link_problem(wants: Wants, locale: Locale, problem: Problem) -> Response {
    problem_or_page(wants, problem, |problem| match (problem.kind(), problem.reason()) {
        (Kind::NotFound, _) => page::not_valid(locale),
        (Kind::Gone, Some(Reason::Replaced)) => page::replaced(locale),
        _ => Ok(page::any_problem(problem, locale)),
    })
}

/// An address below an open share, where there is no session or no such thing.
pub(crate) fn page_problem(wants: Wants, locale: Locale, problem: Problem) -> Response {
    problem_or_page(wants, problem, |problem| Ok(page::any_problem(problem, locale)))
}

/// A browser without the cookie of a landing. `came`: it was just told to keep one.
pub(crate) fn no_landing(wants: Wants, locale: Locale, came: bool) -> Response {
    problem_or_page(
        wants,
        NoSession.into(),
        |_| if came { page::no_cookie(locale) } else { page::session_ended(locale) },
    )
}

/// The gate did not let a session in.
pub(crate) fn denied(wants: Wants, share: &Share, denied: &Denied) -> Response {
    end(wants, share, denied, false)
}

/// A link that is dead. Who came with it can ask for a new one.
pub(crate) fn dead_link(wants: Wants, share: &Share, denied: &Denied) -> Response {
    end(wants, share, denied, true)
}

fn end(wants: Wants, share: &Share, denied: &Denied, may_ask: bool) -> Response {
    let dead = |_: &Problem| page::dead(&page::DeadView { denied, share, may_ask });
    branded(share, problem_or_page(wants, denied.clone().into(), dead))
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use askama::Template;
    use axum::body::to_bytes;
    use http::StatusCode;
    use vestibule_pages::render::rendered;

    use super::*;

    #[derive(Template)]
    #[template(source = "{{ name }}", ext = "html")]
    struct Broken {
        name: Unwritable,
    }

    struct Unwritable;

    impl fmt::Display for Unwritable {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            Err(fmt::Error)
        }
    }

    fn broken() -> Result<String, RenderError> {
        rendered(&Broken { name: Unwritable })
    }

    #[tokio::test]
    async fn a_page_that_cannot_be_written_is_a_failure_and_never_empty() -> Result<(), axum::Error> {
        let not_found = || Problem::new(Kind::NotFound, "there is no such thing");
        for answer in [html(broken()), problem_or_page(Wants::Html, not_found(), |_| broken())] {
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
            // From which the page of the failure is made.
            assert_eq!(answer.extensions().get::<Problem>().map(Problem::kind), Some(Kind::Failure));
            assert!(!to_bytes(answer.into_body(), usize::MAX).await?.is_empty());
        }
        let answer = problem_or_page(Wants::Json, not_found(), |_| broken());
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        Ok(())
    }
}
