//! Looking into an opened share: who may, and the page where they may not.

use axum::response::Response;
use http::HeaderMap;
use vestibule_cloud::error::StoreError;
use vestibule_domain::{
    gate::{self, Admission, NoSession, Session},
    share::Share,
    value::{Locale, ShareId},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    door::session,
};

use crate::{
    guest_page::{denied, page_problem, problem_or_page},
    language::spoken,
    page,
    state::Portal,
};

/// What a page of an opened share is made of.
pub(crate) struct Seen<'a, T> {
    pub(crate) guest: Admission<'a>,
    pub(crate) session: &'a Session,
    pub(crate) found: T,
}

impl Portal {
    /// Loads for a session, and shows what was found if the gate admits it.
    pub(crate) async fn see<T>(
        &self,
        (share, headers): (ShareId, &HeaderMap),
        (wants, locale): (Wants, Locale),
        load: impl AsyncFnOnce(&Session) -> Result<Option<(Share, T)>, StoreError>,
        show: impl FnOnce(Seen<'_, T>) -> Response,
    ) -> Response {
        let session = match session::read(headers, share, &self.guests.keys, self.guests.now()) {
            Ok(session) => session,
            Err(none) => return problem_or_page(wants, none.into(), |_| page::session_ended(locale)),
        };
        let (share, found) = match load(&session).await {
            Ok(Some(found)) => found,
            Ok(None) => return problem_or_page(wants, NoSession.into(), |_| page::session_ended(locale)),
            Err(error) => return page_problem(wants, locale, Problem::from(error)),
        };
        match gate::admit(&share, &session, self.guests.now()) {
            Ok(guest) => show(Seen { guest, session: &session, found }),
            Err(reason) => denied(wants, &spoken(&share, Language::chosen(headers)), &reason),
        }
    }
}
