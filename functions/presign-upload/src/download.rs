//! `POST /p/{share}/tasks/{task}/files/{file}/download`: a way out for one click, at most a minute long.
//! POST, for it leaves a record, and because mail scanners follow links.

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
};
use vestibule_web::{
    accept::Wants,
    answer::Problem,
    door::TryError,
    request::{Caller, Deadline, Either, Path},
};

use crate::PresignUpload;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Download {
    csrf: Option<String>,
}

pub(crate) async fn download(
    State(presign_upload): State<PresignUpload>,
    wants: Wants,
    Path((share, slug, file)): Path<(ShareId, TaskSlug, String)>,
    headers: HeaderMap,
    Caller(origin): Caller,
    deadline: Deadline,
    submission: Either<Download>,
) -> Response {
    let Download { csrf } = submission.into_inner();
    let opened = async {
        let visitor = presign_upload.guests.actor(share, &headers, csrf.as_deref(), origin)?;
        let read = retry_when_overtaken(deadline, &presign_upload.guests.random, || async {
            let work = visitor.work(&slug).await?;
            let guest = gate::admit(&work.share, &visitor.session, presign_upload.guests.now())?;
            let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
            let (change, readable) = task.read(guest, &file, &visitor.stamp(&work.share))?;
            presign_upload.guests.store.commit(&change).await?;
            Ok::<_, TryError>(readable)
        });
        let readable = read.await.map_err(TryError::into_problem)?;
        Ok::<_, Problem>(presign_upload.files.way_out(&readable.key, &readable.manifest).await?)
    };
    match (opened.await, wants) {
        (Ok(way_out), Wants::Html) => Redirect::to(&way_out.url).into_response(),
        (Ok(way_out), Wants::Json) => Json(json!({ "method": way_out.method, "url": way_out.url })).into_response(),
        // The page itself says best what happened to a person's share.
        (Err(_), Wants::Html) => Redirect::to(&format!("/p/{share}")).into_response(),
        (Err(problem), Wants::Json) => problem.into_response(),
    }
}
