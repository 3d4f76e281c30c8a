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
    /// Reads what says who comes, little as it is; where the gate admits them, loads the page and shows it.
    pub(crate) async fn see<B, T>(
        &self,
        (share, headers): (ShareId, &HeaderMap),
        (wants, locale): (Wants, Locale),
        (who, load): (
            impl AsyncFnOnce(&Session) -> Result<Option<(Share, B)>, StoreError>,
            impl AsyncFnOnce(Admission<'_>, &Session, B) -> Result<T, Problem>,
        ),
        show: impl FnOnce(Seen<'_, T>) -> Response,
    ) -> Response {
        let session = match session::read(headers, share, &self.guests.keys, self.guests.now()) {
            Ok(session) => session,
            Err(none) => return problem_or_page(wants, none.into(), |_| page::session_ended(locale)),
        };
        let (share, beside) = match who(&session).await {
            Ok(Some(found)) => found,
            Ok(None) => return problem_or_page(wants, NoSession.into(), |_| page::session_ended(locale)),
            Err(error) => return page_problem(wants, locale, Problem::from(error)),
        };
        let guest = match gate::admit(&share, &session, self.guests.now()) {
            Ok(guest) => guest,
            Err(reason) => return denied(wants, &spoken(&share, Language::chosen(headers)), &reason),
        };
        match load(guest, &session, beside).await {
            Ok(found) => show(Seen { guest, session: &session, found }),
            Err(problem) => page_problem(wants, share.terms.recipient.locale, problem),
        }
    }
}
