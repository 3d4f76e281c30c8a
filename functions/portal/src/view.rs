//! `GET /p/{share}`: the page to work on. Two reads, however many tasks.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use serde::Deserialize;
use vestibule_domain::{
    gate::NoSession,
    value::{Locale, ShareId, TaskSlug},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    door::session,
    request::{Path, Query},
};

use crate::{
    guest_page::{denied, html, page_problem, problem_or_page},
    page,
    seen::Seen,
    state::Portal,
    view_json,
};

#[derive(Debug, Deserialize)]
pub(crate) struct Options {
    /// The task whose flaws to show: it could not be completed yet.
    check: Option<TaskSlug>,
}

pub(crate) async fn view(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path(share): Path<ShareId>,
    Query(options): Query<Options>,
    headers: HeaderMap,
) -> Response {
    portal
        .see(share, &headers, (wants, locale), |seen| match wants {
            Wants::Html => html(page::work(&page::WorkView {
                share: seen.guest.share(),
                brief: seen.brief,
                run: seen.run,
                tasks: &seen.tasks,
                csrf: &seen.session.csrf(&portal.guests.keys),
                now: portal.guests.now(),
                check: options.check.as_ref(),
            })),
            Wants::Json => Json(view_json::view(&seen, &portal.guests)).into_response(),
        })
        .await
}

impl Portal {
    /// Admits a reader and shows them what is theirs to see.
    pub(crate) async fn see(
        &self,
        share: ShareId,
        headers: &HeaderMap,
        (wants, locale): (Wants, Locale),
        show: impl FnOnce(Seen<'_>) -> Response,
    ) -> Response {
        let session = match session::read(headers, share, &self.guests.keys, self.guests.now()) {
            Ok(session) => session,
            Err(none) => return problem_or_page(wants, none.into(), |_| page::session_ended(locale)),
        };
        let (share, brief, run, tasks) = match self.guests.store.view(share, session.run).await {
            Ok(Some(found)) => found,
            Ok(None) => return problem_or_page(wants, NoSession.into(), |_| page::session_ended(locale)),
            Err(error) => return page_problem(wants, locale, Problem::from(error)),
        };
        match gate::admit(&share, &session, self.guests.now()) {
            Ok(guest) => {
                let tasks = tasks.into_iter().filter(|task| guest.to_read(task).is_ok()).collect();
                show(Seen { guest, session: &session, brief: &brief, run: &run, tasks })
            }
            Err(reason) => denied(wants, &share, &reason, None),
        }
    }
}
