//! `POST /p/{share}/tasks/{task}/uploads/{upload}/remove`

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
    id::{ShareId, UploadId},
    slug::TaskSlug,
};
use vestibule_web::{
    body::{Either, Path},
    origin::From,
    problem::Problem,
    trouble::Trouble,
};

use crate::PresignUpload;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Remove {
    csrf: Option<String>,
}

pub(crate) async fn remove(
    State(desk): State<PresignUpload>,
    Path((share, slug, id)): Path<(ShareId, TaskSlug, UploadId)>,
    headers: HeaderMap,
    From(origin): From,
    submission: Either<Remove>,
) -> Result<Response, Problem> {
    let by_form = submission.is_form();
    let Remove { csrf } = submission.into_inner();
    let visitor = desk.reception.actor(share, &headers, csrf.as_deref(), origin)?;
    let removed = until_settled(|| async {
        let work = visitor.work(&slug).await?;
        let guest = gate::admit(&work.share, &visitor.session, desk.reception.now())?;
        let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
        let change = task.remove(guest, &work.run, id, &visitor.stamp(&work.share))?;
        Ok::<_, Trouble>(desk.reception.store.commit(&change).await?)
    });
    removed.await.map_err(Trouble::into_problem)?;
    Ok(if by_form {
        Redirect::to(&format!("/p/{share}#task-{slug}")).into_response()
    } else {
        Json(json!({ "id": id, "removed": true })).into_response()
    })
}
