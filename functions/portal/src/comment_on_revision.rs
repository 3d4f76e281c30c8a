//! `POST /p/{share}/documents/{document}/revisions/{revision}/comments`: adds a guest's comment on the revision that is shared.
//! Sending it again adds nothing.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use http::StatusCode;
use vestibule_api::guest::{Commented, NewComment};
use vestibule_domain::{task, value::CommentId, work::WriteComment};
use vestibule_web::{
    answer::Problem,
    door::{AtRevision, GuestRequest},
    request::JsonOrFields,
};

use crate::{
    comment::parse,
    form::{Sent, is_told_on_the_page},
    page::{NotAdded, UnkeptComment, UnkeptThere},
    state::Portal,
};

type Request = GuestRequest<JsonOrFields<NewComment>, AtRevision>;

pub(crate) async fn comment_on_revision(State(portal): State<Portal>, request: Request) -> Result<Response, Problem> {
    let new = CommentId::new(portal.guests.random.bits());
    match &request.body {
        JsonOrFields::Json(comment) => {
            let write = parse(comment, new)?;
            request.act_on_revision::<Option<task::Comment>, _, _, _>(&write, &write.id).await?;
            Ok((StatusCode::CREATED, Json(Commented { id: write.id })).into_response())
        }
        JsonOrFields::Fields(fields) => submitted(&portal, &request, Sent(fields), new).await,
    }
}

/// From a browser without scripts. Its form has an id of its own, so what is pressed twice is added once.
async fn submitted(portal: &Portal, request: &Request, sent: Sent<'_>, new: CommentId) -> Result<Response, Problem> {
    let id = sent.one("id").and_then(|id| id.parse().ok()).unwrap_or(new);
    let (typed, lang) = (sent.text(), sent.one("lang").and_then(|lang| lang.parse().ok()));
    let write = match typed.parse() {
        Ok(text) => WriteComment { id, text },
        Err(refused) => {
            let unkept = UnkeptComment { text: typed, why: NotAdded::Text(refused) };
            return portal.document_again(request, lang, |_| UnkeptThere::Comment(unkept)).await;
        }
    };
    match request.act_on_revision::<Option<task::Comment>, _, _, _>(&write, &write.id).await {
        Ok(_) => Ok(Redirect::to(&format!("/p/{}#comments", request.share)).into_response()),
        Err(problem) if is_told_on_the_page(&problem) => {
            let unkept = UnkeptComment { text: typed, why: NotAdded::Problem(problem) };
            portal.document_again(request, lang, |_| UnkeptThere::Comment(unkept)).await
        }
        Err(problem) => Err(problem),
    }
}
