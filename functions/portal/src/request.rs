//! `POST /i/request`: a guest before a dead link asks its creator for a new one.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{audit::Source, value::Locale};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    door::TryError,
    request::{Caller, Deadline, Either},
};

use crate::{
    guest_page::{html, link_problem},
    page,
    state::Portal,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewLink {
    token: String,
}

pub(crate) async fn request(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Caller(origin): Caller,
    deadline: Deadline,
    submission: Either<NewLink>,
) -> Response {
    let NewLink { token } = submission.into_inner();
    match (portal.ask_for_link(&token, &origin, deadline).await, wants) {
        (Ok(locale), Wants::Html) => html(page::requested(locale)),
        (Ok(_), Wants::Json) => (StatusCode::ACCEPTED, Json(json!({ "requested": true }))).into_response(),
        (Err(problem), _) => link_problem(wants, locale, problem),
    }
}

impl Portal {
    /// Asking again soon is answered the same, and tells the creator nothing more.
    async fn ask_for_link(&self, token: &str, origin: &Origin, deadline: Deadline) -> Result<Locale, Problem> {
        let requested = retry_when_overtaken(deadline, &self.guests.random, || async {
            let (share, _) = self.look(token).await?;
            if let Some(change) = share.request_link(&self.guests.stamp(&share, origin))? {
                self.guests.store.commit(&change).await?;
            }
            Ok::<_, TryError>(share.recipient.locale)
        });
        requested.await.map_err(TryError::into_problem)
    }
}
