//! `POST /p/{share}/tasks/{task}/complete`: one batched read, one transaction. A second click, a reload or
//! a retry gets the same receipt.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::HeaderMap;
use serde::Deserialize;
use serde_json::json;
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    gate::{self, WorkRefused},
    id::ShareId,
    slug::TaskSlug,
    task::Completed,
};
use vestibule_web::{
    answer::{Kind, receipt_view::receipt},
    door::TryError,
    request::{Caller, Deadline, Either, Path},
};

use crate::CompleteTask;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Complete {
    csrf: Option<String>,
}

pub(crate) async fn complete(
    State(complete_task): State<CompleteTask>,
    Path((share, slug)): Path<(ShareId, TaskSlug)>,
    headers: HeaderMap,
    Caller(origin): Caller,
    deadline: Deadline,
    submission: Either<Complete>,
) -> Response {
    let by_form = submission.is_form();
    let Complete { csrf } = submission.into_inner();
    let completed = async {
        let visitor = complete_task.guests.actor(share, &headers, csrf.as_deref(), origin)?;
        let completed = retry_when_overtaken(deadline, &complete_task.guests.random, || async {
            let work = visitor.work(&slug).await?;
            let guest = gate::admit(&work.share, &visitor.session, complete_task.guests.now())?;
            let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
            match task.complete(guest, &work.run, &visitor.stamp(&work.share))? {
                Completed::Before => Ok::<_, TryError>(receipt(&work.share, &task)),
                Completed::Now(change) => {
                    complete_task.guests.store.commit(&change).await?;
                    let ((share, task), _) = change.state();
                    Ok(receipt(share, task))
                }
            }
        });
        completed.await.map_err(TryError::into_problem)
    };
    match (completed.await, by_form) {
        (Ok(receipt), false) => Json(json!({ "receipt": receipt })).into_response(),
        (Ok(_), true) => Redirect::to(&format!("/p/{share}/tasks/{slug}/receipt")).into_response(),
        (Err(problem), false) => problem.into_response(),
        // The page shows what is missing, or what became of the share.
        (Err(problem), true) if problem.kind() == Kind::Unprocessable => {
            Redirect::to(&format!("/p/{share}?check={slug}#task-{slug}")).into_response()
        }
        (Err(_), true) => Redirect::to(&format!("/p/{share}")).into_response(),
    }
}
