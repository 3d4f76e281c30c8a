//! `GET /p/{share}/documents/{document}/revisions/{revision}/receipt`: what was decided, when, and on which bytes.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use http::HeaderMap;
use vestibule_api::guest::{PageOptions, RevisionReceived};
use vestibule_cloud::store::DocumentSeen;
use vestibule_domain::{
    gate::{Admission, NoSession, RevisionRefused, Session},
    value::{DocumentId, Locale, RevisionId, ShareId},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::{Kind, Problem, document_view},
    request::{Path, Query},
};

use crate::{
    guest_page::{html_of, page_problem},
    language::spoken,
    page,
    seen::Seen,
    state::Portal,
};

pub(crate) async fn revision_receipt(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path((share, document, revision)): Path<(ShareId, DocumentId, RevisionId)>,
    Query(PageOptions { lang }): Query<PageOptions>,
    headers: HeaderMap,
) -> Response {
    let store = &portal.guests.store;
    let who = async |_: &Session| Ok(store.share(share).await?.map(|share| (share, ())));
    let load = async |guest: Admission<'_>, _: &Session, ()| {
        let seen = store.shared_document(guest.share()).await?.ok_or(NoSession)?;
        let is_it = seen.document.id == document && seen.revision.id() == revision;
        if is_it { Ok(seen) } else { Err(RevisionRefused::NoSuchRevision.into()) }
    };
    let chosen = lang.or_else(|| Language::chosen(&headers));
    portal.see((share, &headers), (wants, locale), (who, load), |seen| portal.decided(&seen, wants, chosen)).await
}

impl Portal {
    /// Before anything is decided there is none: who opens its address is brought to the document.
    fn decided(&self, seen: &Seen<'_, DocumentSeen>, wants: Wants, chosen: Option<Locale>) -> Response {
        let share = &*spoken(seen.guest.share(), chosen);
        let DocumentSeen { document, revision, response, .. } = &seen.found;
        match (response, wants) {
            (None, Wants::Html) => Redirect::to(&format!("/p/{}", share.id())).into_response(),
            (None, Wants::Json) => {
                let none = Problem::new(Kind::NotFound, "Nothing was decided by this share, so there is no receipt.");
                page_problem(wants, share.terms.recipient.locale, none)
            }
            (Some(given), Wants::Html) => {
                let view = page::RevisionReceiptView { share, seen: &seen.found, given, now: self.guests.now() };
                html_of(share, page::revision_receipt(&view))
            }
            (Some(given), Wants::Json) => {
                let comment = seen.found.comment_with(given).map(|comment| &comment.text);
                let receipt = document_view::receipt(&share.terms, (document, revision), (given, comment));
                Json(RevisionReceived { receipt }).into_response()
            }
        }
    }
}
