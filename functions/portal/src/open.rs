//! `POST /i/open`: the explicit human step. Counts the access, keeps the consent, starts the session.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::header;
use vestibule_api::guest::{self, Opening};
use vestibule_domain::{
    decision::Act as _,
    gate::{SESSION_LIFETIME, Session},
    share::{Open, OpenRefused, Opened, PasswordProof},
    value::{Secret, SessionId},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    door::session,
    request::{Caller, Deadline, Either},
};

use crate::{
    guest_page::{denied, link_problem, problem_or_page},
    link::{Coming, Refused},
    page,
    state::Portal,
};

pub(crate) async fn open(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Caller(source): Caller,
    deadline: Deadline,
    submission: Either<Opening>,
) -> Response {
    let body = submission.into_inner();
    let coming = Coming { token: body.token.expose(), source: &source, deadline };
    let answer = match portal.enter(&body, coming).await {
        Ok(Ok(opened)) => Ok(portal.welcome(&Session::of(&opened.share, &opened.visit), wants)),
        Ok(Err(refused)) => portal.turn_away(&refused, &body, wants).await,
        Err(problem) => Err(problem),
    };
    answer.unwrap_or_else(|problem| link_problem(wants, locale, problem))
}

fn act(opening: &Opening, session: SessionId) -> Open {
    let ticked = |answer: &Option<String>| answer.as_deref() == Some("yes");
    Open {
        visit: opening.visit,
        consent: opening.notice.filter(|_| ticked(&opening.consent)),
        disclaimer_accepted: ticked(&opening.disclaimer),
        session,
    }
}

impl Portal {
    async fn enter(&self, body: &Opening, coming: Coming<'_>) -> Result<Result<Opened, Refused<OpenRefused>>, Problem> {
        let open = act(body, SessionId::new(self.guests.random.bits()));
        let entry = self.try_entry(&open, None, coming).await?;
        let (Err(Refused { why: OpenRefused::PasswordMissing, .. }), Some(password)) =
            (&entry, body.password.as_ref().map(Secret::expose).filter(|p| !p.is_empty()))
        else {
            return Ok(entry);
        };
        match self.try_password(&open, password, coming).await? {
            Ok(proof) => self.try_entry(&open, Some(&proof), coming).await,
            Err(refused) => Ok(Err(refused)),
        }
    }

    async fn try_entry(
        &self,
        open: &Open,
        proof: Option<&PasswordProof>,
        coming: Coming<'_>,
    ) -> Result<Result<Opened, Refused<OpenRefused>>, Problem> {
        self.act_on_link(coming, |share, stamp| open.decide((share, proof), stamp)).await
    }

    fn welcome(&self, session: &Session, wants: Wants) -> Response {
        let seconds = u32::try_from(SESSION_LIFETIME.as_secs()).unwrap_or(u32::MAX);
        let cookie = session::set_cookie(session, &self.guests.keys, seconds);
        let place = format!("/p/{}", session.share);
        let mut response = match wants {
            Wants::Html => Redirect::to(&place).into_response(),
            Wants::Json => {
                let csrf = session.csrf(&self.guests.keys);
                Json(guest::Opened { share: session.share, location: place, csrf }).into_response()
            }
        };
        response.headers_mut().append(header::SET_COOKIE, cookie);
        response
    }

    async fn turn_away(
        &self,
        Refused { share, why }: &Refused<OpenRefused>,
        body: &Opening,
        wants: Wants,
    ) -> Result<Response, Problem> {
        if let OpenRefused::Dead(reason) = why {
            return Ok(denied(wants, share, reason, Some(body.token.expose())));
        }
        let (now, mut problem) = (self.guests.now(), Problem::from(why.clone()));
        if let OpenRefused::BackOff(wait) = why {
            let seconds = wait.at.duration_since(now).as_secs().max(1);
            problem = problem.retry_after(u64::try_from(seconds).unwrap_or(1));
        }
        let (texts, token, visit) = (self.texts(share).await?, body.token.expose().as_str(), body.visit);
        let view = page::InvitationView { share, texts: &texts, token, visit, now, refused: Some(why) };
        Ok(problem_or_page(wants, problem, |_| page::invitation(&view)))
    }
}
