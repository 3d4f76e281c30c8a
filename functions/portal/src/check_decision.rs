//! `POST /p/{share}/documents/{document}/revisions/{revision}/check`: whether a decision would be taken, of which nothing is
//! kept. For a browser it is the page of the document once more, with a decision that was typed there and not taken: where it
//! was to be taken sends it here.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Response},
};
use vestibule_api::{
    guest::{CheckOptions, Checked},
    steps::{NewResponse, TypedResponse},
};
use vestibule_cloud::store::DocumentSeen;
use vestibule_domain::{
    document::RevisionResponse,
    gate::{self, NoSession, OnRevision, RevisionRefused},
    value::{Paragraphs, TextRefused},
    work::RespondOnRevision,
};
use vestibule_web::{
    answer::{Kind, Problem},
    door::{AtRevision, GuestRequest},
    request::{self, JsonOrFields, Query, spelling},
};

use crate::{
    deciding::{NOT_WRITTEN, met},
    form::Sent,
    page::{NotDecided, UnkeptDecision, UnkeptThere},
    seen::Seen,
    state::Portal,
};

type Request = GuestRequest<JsonOrFields<NewResponse>, AtRevision>;

pub(crate) async fn check_decision(
    State(portal): State<Portal>,
    Query(options): Query<CheckOptions>,
    request: Request,
) -> Result<Response, Problem> {
    match &request.body {
        JsonOrFields::Json(asked) => portal.check(&request, asked).await,
        JsonOrFields::Fields(fields) => {
            let typed = TypedResponse::among(fields, &request.at.document);
            let lang = Sent(fields).one("lang").and_then(|lang| lang.parse().ok());
            let met = met(options.met.as_deref()).unwrap_or(Kind::Conflict);
            let left = |seen: &Seen<'_, DocumentSeen>| {
                let why = not_decided(seen, &typed).unwrap_or(NotDecided::Met(met));
                UnkeptThere::Decision(UnkeptDecision { typed, why })
            };
            portal.document_again(&request, lang, left).await
        }
    }
}

impl Portal {
    async fn check(&self, request: &Request, asked: &NewResponse) -> Result<Response, Problem> {
        let act = request::respond_on_revision(asked, NOT_WRITTEN)?;
        let (session, AtRevision { document, revision }) = (request.session()?, request.at);
        let store = &self.guests.store;
        let found =
            store.share_and_revision::<Option<RevisionResponse>>(request.share, (document, revision), &()).await?;
        let (share, on) = found.ok_or(NoSession)?;
        let guest = gate::admit(&share, session, self.guests.now())?;
        let on = on.ok_or(RevisionRefused::NoSuchRevision)?;
        act.check(&guest.permit_revision(&on)?)?;
        Ok(Json(Checked { fits: true }).into_response())
    }
}

/// What keeps a decision that is typed from being taken, by the rule that takes it. `None`: nothing that the page knows.
fn not_decided(seen: &Seen<'_, DocumentSeen>, typed: &TypedResponse) -> Option<NotDecided> {
    let DocumentSeen { document, revision, response, .. } = &seen.found;
    let on = OnRevision { document: document.clone(), revision: revision.clone(), also: response.clone() };
    let basis = typed.basis.parse().unwrap_or_else(|_| document.basis_of(revision));
    let refused = |decision, comment: Option<Paragraphs<2000>>| {
        let permit = seen.guest.permit_revision(&on).ok()?;
        let act = RespondOnRevision { decision, basis, comment: comment.map(|text| (NOT_WRITTEN, text)) };
        act.check(&permit).err().map(|refused| NotDecided::of_revision(&refused))
    };
    let comment = match typed.comment.parse() {
        Ok(comment) => Ok(Some(comment)),
        Err(TextRefused::Empty) => Ok(None),
        Err(refused) => Err(NotDecided::Text(refused)),
    };
    let decision = typed.decision.map(spelling::step_decision);
    // Where nothing can be decided any more, nothing of it is to be put right.
    let offered = seen.guest.share().terms.scope.as_document().and_then(|shared| shared.response.as_ref());
    let any = decision.or_else(|| offered?.decisions.first().copied());
    if let Some(over) = any.and_then(|any| refused(any, None)).filter(NotDecided::is_over) {
        return Some(over);
    }
    match (decision, comment, response) {
        (_, _, Some(given)) if decision != Some(given.decision) => Some(NotDecided::Own),
        (None, _, _) => Some(NotDecided::NotChosen),
        (Some(_), Err(text), _) => Some(text),
        (Some(decision), Ok(comment), _) => refused(decision, comment),
    }
}
