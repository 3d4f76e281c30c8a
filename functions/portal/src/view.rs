//! `GET /p/{share}`: the page to work on. Three reads where the run fits a page of 1 MB.

use std::borrow::Cow;

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
    share::Share,
    value::{Locale, ShareId},
};
use vestibule_web::{
    accept::{Language, Wants},
    request::{Path, Query},
};

use crate::{guest_page::html_of, page, seen::Seen, state::Portal, view_json};

pub(crate) async fn view(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path(share): Path<ShareId>,
    Query(options): Query<WorkOptions>,
    headers: HeaderMap,
) -> Response {
    let WorkOptions { cursor, check, fix, .. } = &options;
    let with = check.as_ref().or(fix.as_ref()).or(cursor.as_ref());
    let load = async |session: &Session| portal.guests.store.view(share, session.place, with).await;
    let show = |seen: Seen<'_, SharedTasks>| portal.work(&seen, wants, &options);
    portal.see((share, &headers), (wants, locale), load, show).await
}

/// A share for its page in a language: its recipient's, unless they ask for another.
pub(crate) fn spoken(share: &Share, lang: Option<Locale>) -> Cow<'_, Share> {
    let Some(locale) = lang.filter(|lang| *lang != share.terms.recipient.locale) else { return Cow::Borrowed(share) };
    let mut share = share.clone();
    share.terms.recipient.locale = locale;
    Cow::Owned(share)
}

impl Portal {
    fn work(&self, seen: &Seen<'_, SharedTasks>, wants: Wants, options: &WorkOptions) -> Response {
        let (share, shared, now) = (&*spoken(seen.guest.share(), options.lang), &seen.found, self.guests.now());
        if wants == Wants::Json {
            return Json(view_json::view(seen, &self.guests)).into_response();
        }
        let csrf = seen.session.csrf(&self.guests.keys);
        html_of(
            share,
            match &options.check {
                Some(task) => page::check(&page::CheckView { share, shared, csrf: &csrf, now, task }),
                None => page::work(&page::WorkView { share, shared, csrf: &csrf, now, fix: options.fix.as_ref() }),
            },
        )
    }
}
