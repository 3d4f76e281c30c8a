//! `POST /i/peek`: who asks for what, before anything counts. One read, no write.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use vestibule_api::guest::{Disclaimer, Invitation, Notice, Token};
use vestibule_domain::{
    share::{Scope, Share},
    value::VisitId,
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    request::Either,
};

use crate::{
    guest_page::{denied, html, link_problem},
    link::InvitationTexts,
    page,
    state::Portal,
};

pub(crate) async fn peek(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    submission: Either<Token>,
) -> Response {
    let Token { token } = submission.into_inner();
    match portal.invite(token.expose(), wants).await {
        Ok(answer) => answer,
        Err(problem) => link_problem(wants, locale, problem),
    }
}

impl Portal {
    async fn invite(&self, token: &str, wants: Wants) -> Result<Response, Problem> {
        let (share, now) = (self.look(token).await?, self.guests.now());
        if let Err(reason) = share.openable(now) {
            return Ok(denied(wants, &share, &reason, Some(token)));
        }
        let (texts, visit) = (self.texts(&share).await?, VisitId::new(self.guests.random.bits()));
        let view = page::InvitationView { share: &share, texts: &texts, token, visit, now, refused: None };
        Ok(match wants {
            Wants::Html => html(page::invitation(&view)),
            Wants::Json => Json(invitation(&share, &texts, visit)).into_response(),
        })
    }
}

fn invitation(share: &Share, texts: &InvitationTexts, visit: VisitId) -> Invitation {
    let (terms, Scope::Tasks(scope)) = (&share.terms, &share.terms.scope);
    let disclaimer = texts.disclaimer.clone().zip(terms.disclaimer);
    Invitation {
        org: terms.org_name.clone(),
        inviter: terms.creator.name.clone(),
        run_title: terms.title.clone(),
        recipient: terms.recipient.name.clone(),
        instructions: terms.instructions.clone(),
        tasks: scope.tasks.len(),
        expires_at: share.gate.expires_at,
        zone: share.gate.zone.clone(),
        notice: Notice { text: texts.notice.to_string(), sha256: terms.notice },
        disclaimer: disclaimer.map(|(text, sha256)| Disclaimer { text: text.to_string(), sha256 }),
        password: share.gate.password.is_some(),
        visit,
    }
}
