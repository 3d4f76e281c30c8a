//! `GET /p/{share}`: the page to work on, or the document to read. Three reads where the run fits a page of 1 MB, and one more, at the same time,
//! where a zip is asked about.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use vestibule_api::guest::WorkOptions;
use vestibule_cloud::{
    Store,
    error::StoreError,
    store::{DocumentSeen, SharedTasks},
};
use vestibule_domain::{
    export::Export,
    gate::{Admission, NoSession, Session},
    value::{ExportId, Locale, ShareId},
};
use vestibule_web::{
    accept::{Language, Wants},
    request::{Path, Query},
};

use crate::{guest_page::html_of, language::spoken, page, seen::Seen, state::Portal, view_json};

pub(crate) async fn view(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path(share): Path<ShareId>,
    Query(options): Query<WorkOptions>,
    headers: HeaderMap,
) -> Response {
    let WorkOptions { cursor, check, fix, zip, .. } = &options;
    let with = check.as_ref().or(fix.as_ref()).or(cursor.as_ref());
    let store = &portal.guests.store;
    let who = async |_: &Session| Ok(store.share(share).await?.map(|share| (share, ())));
    let load = async |guest: Admission<'_>, _: &Session, ()| {
        if guest.share().terms.scope.as_document().is_some() {
            let seen = store.shared_document(guest.share()).await?;
            return Ok(Found::Document(Box::new(seen.ok_or(NoSession)?)));
        }
        let (shared, zip) = tokio::join!(store.view(guest.share(), with), asked(store, *zip));
        Ok(Found::Tasks(Box::new((shared?.ok_or(NoSession)?, zip?))))
    };
    let chosen = options.lang.or_else(|| Language::chosen(&headers));
    let show = |Seen { guest, session, found }: Seen<'_, Found>| match found {
        Found::Tasks(found) => portal.work(&Seen { guest, session, found: *found }, wants, &options, chosen),
        Found::Document(document) => portal.document(&Seen { guest, session, found: *document }, wants, chosen, None),
    };
    portal.see((share, &headers), (wants, locale), (who, load), show).await
}

/// What the page is made of.
enum Found {
    /// With a zip that the page is asked about, which may be of another share.
    Tasks(Box<(SharedTasks, Option<Export>)>),
    Document(Box<DocumentSeen>),
}

/// A read more, where the page is asked about a zip.
async fn asked(store: &Store, zip: Option<ExportId>) -> Result<Option<Export>, StoreError> {
    match zip {
        Some(id) => store.export(id).await,
        None => Ok(None),
    }
}

impl Portal {
    fn work(
        &self,
        seen: &Seen<'_, (SharedTasks, Option<Export>)>,
        wants: Wants,
        options: &WorkOptions,
        chosen: Option<Locale>,
    ) -> Response {
        let (share, now) = (&*spoken(seen.guest.share(), chosen), self.guests.now());
        let (shared, zip) = &seen.found;
        if wants == Wants::Json {
            let seen = Seen { guest: seen.guest, session: seen.session, found: shared };
            return Json(view_json::view(&seen, &self.guests)).into_response();
        }
        let csrf = seen.session.csrf(&self.guests.keys);
        let (csrf, fix, zip) = (csrf.as_str(), options.fix.as_ref(), zip.as_ref());
        let saved = options.cursor.as_ref().zip(options.saved);
        let page = match &options.check {
            Some(task) => {
                page::check(&page::CheckView { share, shared, csrf, now, task, changed: options.changed == Some(true) })
            }
            None => page::work(&page::WorkView { share, shared, csrf, now, fix, zip, unkept: None, saved }),
        };
        html_of(share, page)
    }
}
