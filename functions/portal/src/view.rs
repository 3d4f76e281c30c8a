//! `GET /p/{share}`: the page to work on. Three reads where the run fits a page of 1 MB.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use vestibule_api::guest::WorkOptions;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    gate::Session,
    value::{ShareId, TaskSlug},
};
use vestibule_web::{
    accept::{Language, Wants},
    request::{Path, Query},
};

use crate::{guest_page::html, page, seen::Seen, state::Portal, view_json};

pub(crate) async fn view(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path(share): Path<ShareId>,
    Query(WorkOptions { cursor, check }): Query<WorkOptions>,
    headers: HeaderMap,
) -> Response {
    let with = check.as_ref().or(cursor.as_ref());
    let load = async |session: &Session| portal.guests.store.view(share, session.place, with).await;
    let show = |seen: Seen<'_, SharedTasks>| portal.work(&seen, wants, check.as_ref());
    portal.see((share, &headers), (wants, locale), load, show).await
}

impl Portal {
    fn work(&self, seen: &Seen<'_, SharedTasks>, wants: Wants, check: Option<&TaskSlug>) -> Response {
        match wants {
            Wants::Html => html(page::work(&page::WorkView {
                share: seen.guest.share(),
                shared: &seen.found,
                csrf: &seen.session.csrf(&self.guests.keys),
                now: self.guests.now(),
                check,
            })),
            Wants::Json => Json(view_json::view(seen, &self.guests)).into_response(),
        }
    }
}
