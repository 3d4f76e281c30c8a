//! `POST /i/{share}/request`: a guest before a dead link asks its creator for a new one.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode};
use vestibule_api::{Nothing, guest::LinkRequested};
use vestibule_domain::{decision::Act as _, share::RequestLink, value::ShareId};
use vestibule_web::{
    accept::Wants,
    answer::Problem,
    request::{Caller, Deadline, Either, Path},
};

use crate::{invitation::DOOR, link::Coming, state::Portal};

/// Asking again soon is answered the same, and tells the creator nothing more.
pub(crate) async fn request(
    State(portal): State<Portal>,
    wants: Wants,
    Caller(source): Caller,
    deadline: Deadline,
    Path(share): Path<ShareId>,
    headers: HeaderMap,
    _: Either<Nothing>,
) -> Result<Response, Problem> {
    let landing = portal.landing(&headers, share)?;
    let coming = Coming { landing: &landing, source: &source, deadline };
    let asked = portal.act_on_link(coming, |share, stamp| RequestLink.decide(share, stamp)).await?;
    asked.map_err(|refused| refused.why)?;
    Ok(match wants {
        Wants::Html => Redirect::to(&format!("{DOOR}/{share}?requested=true")).into_response(),
        Wants::Json => (StatusCode::ACCEPTED, Json(LinkRequested { requested: true })).into_response(),
    })
}
