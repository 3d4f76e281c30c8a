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
    audit::Origin,
    gate::{self, WorkRefused},
    id::{ShareId, UploadId},
    slug::TaskSlug,
};
use vestibule_web::{
    answer::Problem,
    door::Trouble,
    request::{Either, From, Path},
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
) -> Response {
    let by_form = submission.is_form();
    let Remove { csrf } = submission.into_inner();
    match (desk.remove((share, &slug, id), &headers, csrf.as_deref(), origin).await, by_form) {
        (Ok(()), false) => Json(json!({ "id": id, "removed": true })).into_response(),
        (Err(problem), false) => problem.into_response(),
        (Ok(()), true) => Redirect::to(&format!("/p/{share}#task-{slug}")).into_response(),
        // The page itself says best what happened to a person's share.
        (Err(_), true) => Redirect::to(&format!("/p/{share}")).into_response(),
    }
}

impl PresignUpload {
    async fn remove(
        &self,
        (share, slug, id): (ShareId, &TaskSlug, UploadId),
        headers: &HeaderMap,
        csrf: Option<&str>,
        origin: Origin,
    ) -> Result<(), Problem> {
        let visitor = self.reception.actor(share, headers, csrf, origin)?;
        let removed = until_settled(|| async {
            let work = visitor.work(slug).await?;
            let guest = gate::admit(&work.share, &visitor.session, self.reception.now())?;
            let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
            let change = task.remove(guest, &work.run, id, &visitor.stamp(&work.share))?;
            Ok::<_, Trouble>(self.reception.store.commit(&change).await?)
        });
        removed.await.map_err(Trouble::into_problem)
    }
}
