//! `POST /p/{share}/tasks/{task}/comments`: adds a guest's comment. Sending it again adds nothing.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::json;
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    gate::{self, WorkRefused},
    value::{CommentId, ShareId, TaskSlug},
};
use vestibule_web::{
    answer::{Kind, Problem},
    door::TryError,
    request::{Caller, Deadline, Either, Fields, Path},
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
    Caller(origin): Caller,
    deadline: Deadline,
    submission: Either<Comment>,
) -> Result<Response, Problem> {
    let by_form = submission.is_form();
    let Comment { id, text, csrf } = submission.into_inner();
    let visitor = portal.guests.actor(share, &headers, csrf.as_deref(), origin)?;
    let mut fields = Fields::default();
    let Some(text) = fields.read("/text", &text) else { return Err(fields.into_problem()) };
    let comment = (id.unwrap_or_else(|| CommentId::new(portal.guests.random.bits())), text);
    let added = retry_when_overtaken(deadline, &portal.guests.random, || async {
        let work = visitor.work(&slug).await?;
        let guest = gate::admit(&work.share, &visitor.session, portal.guests.now())?;
        let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
        if let Some(change) = task.comment(guest, &work.run, comment.clone(), &visitor.stamp(&work.share))? {
            portal.guests.store.commit(&change).await?;
        }
        Ok::<_, TryError>(())
    });
    match added.await.map_err(TryError::into_problem) {
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
