//! `POST /p/{share}/tasks/{task}/uploads/{upload}/remove`: the guest takes a file back before the task is completed.

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
    id::{ShareId, UploadId},
    slug::TaskSlug,
};
use vestibule_web::{
    door::TryError,
    request::{Caller, Deadline, Either, Path},
};

use crate::PresignUpload;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Remove {
    csrf: Option<String>,
}

pub(crate) async fn remove(
    State(presign_upload): State<PresignUpload>,
    Path((share, slug, id)): Path<(ShareId, TaskSlug, UploadId)>,
    headers: HeaderMap,
    Caller(origin): Caller,
    deadline: Deadline,
    submission: Either<Remove>,
) -> Response {
    let by_form = submission.is_form();
    let Remove { csrf } = submission.into_inner();
    let removed = async {
        let visitor = presign_upload.guests.actor(share, &headers, csrf.as_deref(), origin)?;
        let removed = retry_when_overtaken(deadline, &presign_upload.guests.random, || async {
            let work = visitor.work(&slug).await?;
            let guest = gate::admit(&work.share, &visitor.session, presign_upload.guests.now())?;
            let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
            let change = task.remove(guest, &work.run, id, &visitor.stamp(&work.share))?;
            Ok::<_, TryError>(presign_upload.guests.store.commit(&change).await?)
        });
        removed.await.map_err(TryError::into_problem)
    };
    match (removed.await, by_form) {
        (Ok(()), false) => Json(json!({ "id": id, "removed": true })).into_response(),
        (Err(problem), false) => problem.into_response(),
        (Ok(()), true) => Redirect::to(&format!("/p/{share}#task-{slug}")).into_response(),
        // The page itself says best what happened to a person's share.
        (Err(_), true) => Redirect::to(&format!("/p/{share}")).into_response(),
    }
}
