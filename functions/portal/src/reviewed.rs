//! `GET /p/{share}/tasks/{task}/reviewed/{reviewed}`: what was sent in a task that the step reviews. One batched read, then
//! a query, then one of its answers.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use vestibule_api::guest::PageOptions;
use vestibule_domain::{
    gate::{Admission, OnTask, Session, WorkRefused},
    task::{TaskKey, WholeTask},
    value::{Locale, ShareId, TaskSlug},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::reviewed_view,
    request::{Path, Query},
};

use crate::{
    guest_page::{branded, html_of, page_problem, problem_or_page},
    language::spoken,
    page,
    seen::Seen,
    state::Portal,
};

pub(crate) async fn reviewed(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path((share, task, reviewed)): Path<(ShareId, TaskSlug, TaskSlug)>,
    Query(PageOptions { lang }): Query<PageOptions>,
    headers: HeaderMap,
) -> Response {
    let store = &portal.guests.store;
    let who = async |session: &Session| {
        let Some(run) = session.place.run() else { return Ok(None) };
        let (found, on) = store.share_and_task::<()>(share, &TaskKey { run, task }, &()).await?;
        Ok(found.map(|share| (share, on)))
    };
    let load = async |guest: Admission<'_>, session: &Session, on: Option<OnTask>| {
        let run = session.place.run().ok_or(WorkRefused::NoSuchTask)?;
        let (on, key) = (on.ok_or(WorkRefused::NoSuchTask)?, TaskKey { run, task: reviewed });
        guest.permit(&on)?.reviews(&key)?;
        let whole = store.whole_task(&key, &on.progress).await?.ok_or(WorkRefused::NoSuchTask)?;
        let may = guest.permit(&on)?.may_review(&key, &whole.task.state);
        Ok((on, whole, may))
    };
    let chosen = lang.or_else(|| Language::chosen(&headers));
    portal.see((share, &headers), (wants, locale), (who, load), |seen| portal.reviewed(&seen, wants, chosen)).await
}

/// The step, what it reviews, and whether that may be read now.
type Reviewed = (OnTask, WholeTask, Result<(), WorkRefused>);

impl Portal {
    /// What is open again cannot be read; the page of it leads back to the decision.
    fn reviewed(&self, seen: &Seen<'_, Reviewed>, wants: Wants, chosen: Option<Locale>) -> Response {
        let share = &*spoken(seen.guest.share(), chosen);
        let (on, whole, may) = &seen.found;
        if let Err(why) = may {
            let view = page::UnsentReviewView { share, step: &on.task, whole };
            return branded(share, problem_or_page(wants, why.clone().into(), |_| page::unsent_review(&view)));
        }
        let Some(reviewed) = reviewed_view::reviewed(whole) else {
            return page_problem(wants, share.terms.recipient.locale, WorkRefused::NoSuchTask.into());
        };
        match wants {
            Wants::Json => Json(reviewed).into_response(),
            Wants::Html => {
                let csrf = seen.session.csrf(&self.guests.keys);
                let (step, now) = (&on.task, self.guests.now());
                html_of(share, page::reviewed(&page::ReviewedView { share, step, whole, csrf: &csrf, now }))
            }
        }
    }
}
