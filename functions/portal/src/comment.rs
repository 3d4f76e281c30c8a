//! `POST /p/{share}/tasks/{task}/comments`

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::json;
use vestibule_cloud::contention::until_settled;
use vestibule_domain::{
    gate::{self, WorkRefused},
    id::{CommentId, ShareId},
    slug::TaskSlug,
};
use vestibule_web::{
    answer::{Kind, Problem},
    door::Trouble,
    request::{Either, Fields, From, Path},
};

use crate::state::Portal;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Comment {
    /// Chosen by the page, so that sending it again adds nothing.
    id: Option<CommentId>,
    text: String,
    csrf: Option<String>,
}

pub(crate) async fn comment(
    State(portal): State<Portal>,
    Path((share, slug)): Path<(ShareId, TaskSlug)>,
    headers: HeaderMap,
    From(origin): From,
    submission: Either<Comment>,
) -> Result<Response, Problem> {
    let by_form = submission.is_form();
    let Comment { id, text, csrf } = submission.into_inner();
    let visitor = portal.reception.actor(share, &headers, csrf.as_deref(), origin)?;
    let mut fields = Fields::default();
    let Some(text) = fields.read("/text", &text) else { return Err(fields.into_problem()) };
    let comment = (id.unwrap_or_else(|| CommentId::new(portal.reception.chance.bits())), text);
    let added = until_settled(|| async {
        let work = visitor.work(&slug).await?;
        let guest = gate::admit(&work.share, &visitor.session, portal.reception.now())?;
        let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
        if let Some(change) = task.comment(guest, &work.run, comment.clone(), &visitor.stamp(&work.share))? {
            portal.reception.store.commit(&change).await?;
        }
        Ok::<_, Trouble>(())
    });
    match added.await.map_err(Trouble::into_problem) {
        // The page itself says best what became of the share.
        Err(problem) if by_form && matches!(problem.kind(), Kind::Gone | Kind::Unauthorized) => {
            return Ok(Redirect::to(&format!("/p/{share}")).into_response());
        }
        added => added?,
    }
    Ok(if by_form {
        Redirect::to(&format!("/p/{share}#task-{slug}")).into_response()
    } else {
        (StatusCode::CREATED, Json(json!({ "id": comment.0 }))).into_response()
    })
}
