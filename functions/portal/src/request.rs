//! `POST /i/request`: a guest before a dead link asks its creator for a new one.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use vestibule_api::guest::{LinkRequested, Token};
use vestibule_domain::{decision::Act as _, share::RequestLink, value::Locale};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    request::{Caller, Deadline, Either},
};

use crate::{
    guest_page::{html, link_problem},
    link::Coming,
    page,
    state::Portal,
};

pub(crate) async fn request(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Caller(source): Caller,
    deadline: Deadline,
    submission: Either<Token>,
) -> Response {
    let Token { token } = submission.into_inner();
    match (portal.ask_for_link(Coming { token: token.expose(), source: &source, deadline }).await, wants) {
        (Ok(locale), Wants::Html) => html(page::requested(locale)),
        (Ok(_), Wants::Json) => (StatusCode::ACCEPTED, Json(LinkRequested { requested: true })).into_response(),
        (Err(problem), _) => link_problem(wants, locale, problem),
    }
}

impl Portal {
    /// Asking again soon is answered the same, and tells the creator nothing more.
    async fn ask_for_link(&self, coming: Coming<'_>) -> Result<Locale, Problem> {
        let asked = self.act_on_link(coming, |share, stamp| RequestLink.decide(share, stamp)).await?;
        Ok(asked.map_err(|refused| refused.why)?.terms.recipient.locale)
    }
}
