//! The document of a share, as its guest reads it: part of `GET /p/{share}`, and what a form brings back that could not be
//! kept.

use axum::{
    Extension, Json,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use vestibule_cloud::store::DocumentSeen;
use vestibule_domain::{
    gate::{self, NoSession},
    value::{CommentId, Locale},
};
use vestibule_web::{
    accept::Wants,
    answer::{Kind, Problem, Shown},
    door::{AtRevision, GuestRequest},
};

use crate::{
    guest_page::html_of,
    language::spoken,
    page::{self, UnkeptThere},
    seen::Seen,
    state::Portal,
    view_json,
};

impl Portal {
    pub(crate) fn document(
        &self,
        seen: &Seen<'_, DocumentSeen>,
        wants: Wants,
        chosen: Option<Locale>,
        unkept: Option<&UnkeptThere>,
    ) -> Response {
        if wants == Wants::Json {
            return Json(view_json::document(seen, &self.guests)).into_response();
        }
        let (share, csrf) = (&*spoken(seen.guest.share(), chosen), seen.session.csrf(&self.guests.keys));
        let (seen, now, comment) = (&seen.found, self.guests.now(), CommentId::new(self.guests.random.bits()));
        html_of(share, page::document(&page::DocumentView { share, seen, csrf: &csrf, now, comment, unkept }))
    }

    /// The page once more, with what could not be kept.
    pub(crate) async fn document_again<B>(
        &self,
        request: &GuestRequest<B, AtRevision>,
        chosen: Option<Locale>,
        unkept: impl FnOnce(&Seen<'_, DocumentSeen>) -> UnkeptThere,
    ) -> Result<Response, Problem> {
        let (session, store) = (request.session()?, &self.guests.store);
        let share = store.share(request.share).await?.ok_or(NoSession)?;
        let guest = gate::admit(&share, session, self.guests.now())?;
        let found = store.shared_document(&share).await?.ok_or(NoSession)?;
        let seen = Seen { guest, session, found };
        let unkept = unkept(&seen);
        let mut response = self.document(&seen, Wants::Html, chosen, Some(&unkept));
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        let problem = Problem::new(Kind::Unprocessable, "What was typed could not be kept.");
        Ok((Extension(Shown(problem)), response).into_response())
    }
}
