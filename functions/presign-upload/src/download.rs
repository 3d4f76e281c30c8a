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
use vestibule_cloud::contention::until_settled;
use vestibule_domain::{
    gate::{self, WorkRefused},
    id::ShareId,
    slug::TaskSlug,
};
use vestibule_web::{
    accept::Wants,
    answer::Problem,
    door::Trouble,
    request::{Either, From, Path},
};

use crate::PresignUpload;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Download {
    csrf: Option<String>,
}

pub(crate) async fn download(
    State(desk): State<PresignUpload>,
    wants: Wants,
    Path((share, slug, file)): Path<(ShareId, TaskSlug, String)>,
    headers: HeaderMap,
    From(origin): From,
    submission: Either<Download>,
) -> Response {
    let Download { csrf } = submission.into_inner();
    let opened = async {
        let visitor = desk.reception.actor(share, &headers, csrf.as_deref(), origin)?;
        let read = until_settled(|| async {
            let work = visitor.work(&slug).await?;
            let guest = gate::admit(&work.share, &visitor.session, desk.reception.now())?;
            let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
            let (change, readable) = task.read(guest, &file, &visitor.stamp(&work.share))?;
            desk.reception.store.commit(&change).await?;
            Ok::<_, Trouble>(readable)
        });
        let readable = read.await.map_err(Trouble::into_problem)?;
        Ok::<_, Problem>(desk.files.way_out(&readable.key, &readable.manifest).await?)
    };
    match (opened.await, wants) {
        (Ok(way_out), Wants::Html) => Redirect::to(&way_out.url).into_response(),
        (Ok(way_out), Wants::Json) => Json(json!({ "method": way_out.method, "url": way_out.url })).into_response(),
        // The page itself says best what happened to a person's share.
        (Err(_), Wants::Html) => Redirect::to(&format!("/p/{share}")).into_response(),
        (Err(problem), Wants::Json) => problem.into_response(),
    }
}
