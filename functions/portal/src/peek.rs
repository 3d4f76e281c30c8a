//! `POST /i/peek`: who asks for what, before anything counts. One read, no write.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use vestibule_domain::{
    share::{Brief, LinkToken, NotALink, Share},
    value::VisitId,
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    request::Either,
};

use crate::{
    guest_page::{denied, html, link_problem},
    page,
    state::Portal,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Peek {
    token: String,
}

pub(crate) async fn peek(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    submission: Either<Peek>,
) -> Response {
    let Peek { token } = submission.into_inner();
    match portal.look(&token).await {
        Ok((share, brief)) => portal.invite(&share, &brief, &token, wants),
        Err(problem) => link_problem(wants, locale, problem),
    }
}

impl Portal {
    /// The share that a token opens, whatever it is worth by now. A forged one costs no I/O, and is told
    /// exactly what an unknown or rotated one is told.
    pub(crate) async fn look(&self, token: &str) -> Result<(Share, Brief), Problem> {
        let token = LinkToken::verify(token, &self.guests.keys)?;
        let found = self.guests.store.share_and_brief(token.share).await?;
        Ok(found.filter(|(share, _)| share.answers_to(&token)).ok_or(NotALink)?)
    }

    fn invite(&self, share: &Share, brief: &Brief, token: &str, wants: Wants) -> Response {
        let now = self.guests.now();
        if let Err(reason) = share.openable(now) {
            return denied(wants, share, &reason, Some(token));
        }
        let visit = VisitId::new(self.guests.random.bits());
        match wants {
            Wants::Html => {
                html(page::invitation(&page::InvitationView { share, brief, token, visit, now, refused: None }))
            }
            Wants::Json => Json(json!({
                "org": brief.org_name,
                "inviter": share.creator.name,
                "run_title": brief.run_title,
                "recipient": share.recipient.name,
                "instructions": brief.instructions,
                "tasks": share.scope.tasks.len(),
                "expires_at": share.expires_at,
                "zone": share.zone,
                "notice": { "text": brief.notice, "sha256": share.notice_sha256 },
                "acknowledgement": brief.acknowledgement,
                "password": share.password.is_some(),
                "visit": visit,
            }))
            .into_response(),
        }
    }
}
