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
    gate::{OnTask, Session, WorkRefused},
    task::{TaskKey, WholeTask},
    value::{Locale, Place, ShareId, TaskSlug},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::reviewed_view,
    request::{Path, Query},
};

use crate::{
    guest_page::{html_of, page_problem},
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
    let load = async |session: &Session| {
        let Place::Run(run) = session.place;
        portal.guests.store.share_and_reviewed(share, &TaskKey { run, task }, &reviewed).await
    };
    let chosen = lang.or_else(|| Language::chosen(&headers));
    portal.see((share, &headers), (wants, locale), load, |seen| portal.reviewed(&seen, wants, chosen)).await
}

impl Portal {
    fn reviewed(&self, seen: &Seen<'_, Option<(OnTask, WholeTask)>>, wants: Wants, chosen: Option<Locale>) -> Response {
        let share = &*spoken(seen.guest.share(), chosen);
        let found = seen.found.as_ref().ok_or(WorkRefused::NoSuchTask);
        let found = found.and_then(|(on, whole)| {
            seen.guest.permit(on)?.may_review(&whole.task.key(), &whole.task.state)?;
            Ok((on, whole, reviewed_view::reviewed(whole).ok_or(WorkRefused::NoSuchTask)?))
        });
        let (on, whole, reviewed) = match found {
            Ok(found) => found,
            Err(refused) => return page_problem(wants, share.terms.recipient.locale, refused.into()),
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
