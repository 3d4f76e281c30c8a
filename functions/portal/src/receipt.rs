//! `GET /p/{share}/tasks/{task}/receipt`: what was received, when, and proof of which bytes.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use vestibule_api::guest::{PageOptions, Received};
use vestibule_domain::{
    gate::{Session, WorkRefused},
    task::{TaskKey, WholeTask},
    value::{Locale, Place, ShareId, TaskSlug},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::receipt_view,
    request::{Path, Query},
};

use crate::{
    guest_page::{html_of, page_problem},
    language::spoken,
    page,
    seen::Seen,
    state::Portal,
};

pub(crate) async fn receipt(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path((share, task)): Path<(ShareId, TaskSlug)>,
    Query(PageOptions { lang }): Query<PageOptions>,
    headers: HeaderMap,
) -> Response {
    let load = async |session: &Session| {
        let Place::Run(run) = session.place;
        portal.guests.store.share_and_whole_task(share, &TaskKey { run, task }).await
    };
    let chosen = lang.or_else(|| Language::chosen(&headers));
    portal.see((share, &headers), (wants, locale), load, |seen| portal.receipt(seen, wants, chosen)).await
}

impl Portal {
    /// A task that is not in the share, or that somebody else completed, has none here.
    fn receipt(&self, seen: Seen<'_, Option<WholeTask>>, wants: Wants, chosen: Option<Locale>) -> Response {
        let share = &*spoken(seen.guest.share(), chosen);
        let task = seen.found.filter(|whole| seen.guest.sees(&whole.task));
        let Some((receipt, task)) = task.and_then(|task| Some((receipt_view::receipt(share, &task)?, task))) else {
            return page_problem(wants, share.terms.recipient.locale, WorkRefused::NoSuchTask.into());
        };
        match wants {
            Wants::Html => {
                html_of(share, page::receipt(&page::ReceiptView { share, task: &task, now: self.guests.now() }))
            }
            Wants::Json => Json(Received { receipt }).into_response(),
        }
    }
}
