//! `GET /p/{share}/tasks/{task}/receipt`: what was received, when, and proof of which bytes.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use serde_json::json;
use vestibule_domain::{
    gate::WorkRefused,
    value::{ShareId, TaskSlug},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::receipt_view,
    request::Path,
};

use crate::{
    guest_page::{html, page_problem},
    page,
    state::Portal,
};

pub(crate) async fn receipt(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path((share, slug)): Path<(ShareId, TaskSlug)>,
    headers: HeaderMap,
) -> Response {
    portal
        .see(share, &headers, (wants, locale), |seen| {
            let share = seen.guest.share();
            let Some(task) = seen.tasks.iter().find(|t| t.slug == slug && t.completion.is_some()) else {
                return page_problem(wants, share.recipient.locale, WorkRefused::NoSuchTask.into());
            };
            match wants {
                Wants::Html => {
                    let now = portal.guests.now();
                    html(page::receipt(&page::ReceiptView { share, brief: seen.brief, task, now }))
                }
                Wants::Json => Json(json!({ "receipt": receipt_view::receipt(share, task) })).into_response(),
            }
        })
        .await
}
