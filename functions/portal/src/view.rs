//! `GET /p/{share}`: the page to work on. Three reads where the run fits a page of 1 MB.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use vestibule_api::guest::WorkOptions;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{gate::Session, value::ShareId};
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
    Query(options): Query<WorkOptions>,
    headers: HeaderMap,
) -> Response {
    let WorkOptions { cursor, check, fix } = &options;
    let with = check.as_ref().or(fix.as_ref()).or(cursor.as_ref());
    let load = async |session: &Session| portal.guests.store.view(share, session.place, with).await;
    let show = |seen: Seen<'_, SharedTasks>| portal.work(&seen, wants, &options);
    portal.see((share, &headers), (wants, locale), load, show).await
}

impl Portal {
    fn work(&self, seen: &Seen<'_, SharedTasks>, wants: Wants, options: &WorkOptions) -> Response {
        let (share, shared, now) = (seen.guest.share(), &seen.found, self.guests.now());
        if wants == Wants::Json {
            return Json(view_json::view(seen, &self.guests)).into_response();
        }
        let csrf = seen.session.csrf(&self.guests.keys);
        html(match &options.check {
            Some(task) => page::check(&page::CheckView { share, shared, csrf: &csrf, now, task }),
            None => page::work(&page::WorkView { share, shared, csrf: &csrf, now, fix: options.fix.as_ref() }),
        })
    }
}
