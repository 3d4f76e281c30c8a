//! `GET /p/{share}/tasks/{task}/receipt`: what was received, when, and proof of which bytes.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::HeaderMap;
use vestibule_api::guest::{PageOptions, Received};
use vestibule_domain::{
    gate::{Admission, Session, WorkRefused},
    run::Progress,
    task::{TaskKey, WholeTask},
    value::{Locale, ShareId, TaskSlug},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::receipt_view,
    request::{Path, Query},
};

use crate::{
    guest_page::{html_of, page_problem},
    language::spoken,
    page,
    seen::Seen,
    state::Portal,
};

pub(crate) async fn receipt(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path((share, task)): Path<(ShareId, TaskSlug)>,
    Query(PageOptions { lang }): Query<PageOptions>,
    headers: HeaderMap,
) -> Response {
    let store = &portal.guests.store;
    let who = async |session: &Session| {
        let Some(run) = session.place.run() else { return Ok(None) };
        store.share_and_progress(share, run).await
    };
    let load = async |guest: Admission<'_>, session: &Session, progress: Option<Progress>| {
        let run = session.place.run().ok_or(WorkRefused::NoSuchTask)?;
        let progress = progress.filter(|_| guest.share().terms.scope.includes(&task)).ok_or(WorkRefused::NoSuchTask)?;
        Ok(store.shared_task(&TaskKey { run, task }, &progress).await?)
    };
    let chosen = lang.or_else(|| Language::chosen(&headers));
    portal.see((share, &headers), (wants, locale), (who, load), |seen| portal.receipt(seen, wants, chosen)).await
}

impl Portal {
    /// A task that is not in the share, or that somebody else completed, has none here. Who comes back to a receipt after
    /// the task did finds the task.
    fn receipt(&self, seen: Seen<'_, Option<WholeTask>>, wants: Wants, chosen: Option<Locale>) -> Response {
        let share = &*spoken(seen.guest.share(), chosen);
        let none = || page_problem(wants, share.terms.recipient.locale, WorkRefused::NoSuchTask.into());
        let Some(task) = seen.found.filter(|whole| seen.guest.sees(&whole.task)) else { return none() };
        let Some(receipt) = receipt_view::receipt(share, &task) else {
            return match wants {
                Wants::Html => Redirect::to(&page::work_on(share, &task.task)).into_response(),
                Wants::Json => none(),
            };
        };
        match wants {
            Wants::Html => {
                html_of(share, page::receipt(&page::ReceiptView { share, task: &task, now: self.guests.now() }))
            }
            Wants::Json => Json(Received { receipt }).into_response(),
        }
    }
}
