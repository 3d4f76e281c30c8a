//! `POST /p/{share}/documents/{document}/revisions/{revision}/respond`: a guest decides on the revision that is shared. One
//! batched read and one transaction. The same decision again is the same. A form that is refused goes back to the portal, which
//! shows it as it was typed.

use axum::{
    Extension, Json,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use vestibule_api::steps::{NewResponse, TypedResponse};
use vestibule_domain::{document::RevisionResponse, value::CommentId, work::RespondedOnRevision};
use vestibule_web::{
    answer::{Problem, Shown, document_view},
    door::{AtRevision, GuestRequest},
    request::{self, JsonOrFields},
};

use crate::{CompleteTask, respond::chosen};

type Request = GuestRequest<JsonOrFields<NewResponse>, AtRevision>;

pub(crate) async fn respond_on_revision(
    State(complete_task): State<CompleteTask>,
    request: Request,
) -> Result<Response, Problem> {
    let AtRevision { document, revision } = request.at;
    let path = format!("/p/{}/documents/{document}/revisions/{revision}", request.share);
    match (complete_task.decide_on_revision(&request).await, request.by_form) {
        (Ok(response), false) => Ok(Json(document_view::decided(&response)).into_response()),
        (Ok(_), true) => Ok(Redirect::to(&format!("{path}/receipt")).into_response()),
        (Err(problem), false) => Err(problem),
        (Err(problem), true) => {
            let back = Redirect::temporary(&format!("{path}/check?met={}", problem.kind().slug()));
            Ok((Extension(Shown(problem)), back).into_response())
        }
    }
}

impl CompleteTask {
    async fn decide_on_revision(&self, request: &Request) -> Result<RevisionResponse, Problem> {
        let asked = match &request.body {
            JsonOrFields::Json(asked) => asked.clone(),
            JsonOrFields::Fields(fields) => chosen(TypedResponse::among(fields, &request.at.document))?,
        };
        let act = request::respond_on_revision(&asked, CommentId::new(self.guests.random.bits()))?;
        let made = request.act_on_revision::<Option<RevisionResponse>, _, _, _>(&act, &()).await?;
        let RespondedOnRevision { response, .. } = made;
        Ok(response)
    }
}
