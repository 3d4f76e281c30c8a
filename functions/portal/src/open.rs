//! `POST /i/open`: the explicit human step. Counts the access, keeps the consent, starts the session.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::header;
use serde::Deserialize;
use serde_json::json;
use vestibule_cloud::contention::until_settled;
use vestibule_domain::{
    audit::{Digest, Origin},
    id::{SessionId, VisitId},
    session::{LIFETIME, Session},
    share::{Brief, OpenRefused, Opening, PasswordProof, Share},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    door::{Trouble, session},
    request::{Either, From},
};

use crate::{
    guest_page::{denied, link_problem, problem_or_page},
    page,
    state::Portal,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Open {
    token: String,
    visit: VisitId,
    /// SHA-256 of the notice that was shown.
    notice: Option<Digest>,
    consent: Option<String>,
    acknowledge: Option<String>,
    password: Option<String>,
}

/// How an opening went.
enum Gone {
    In(Session),
    Refused(Box<(Share, Brief, OpenRefused)>),
}

pub(crate) async fn open(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    From(origin): From,
    submission: Either<Open>,
) -> Response {
    let body = submission.into_inner();
    match portal.open(&body, &origin).await {
        Ok(Gone::In(session)) => portal.welcome(&session, wants),
        Ok(Gone::Refused(refused)) => {
            let (share, brief, refused) = *refused;
            portal.turn_away(&share, &brief, &refused, &body, wants)
        }
        Err(problem) => link_problem(wants, locale, problem),
    }
}

impl Portal {
    async fn open(&self, body: &Open, origin: &Origin) -> Result<Gone, Problem> {
        let ticked = |answer: &Option<String>| answer.as_deref() == Some("yes");
        let opening = Opening {
            visit: body.visit,
            consent: body.notice.filter(|_| ticked(&body.consent)),
            acknowledged: ticked(&body.acknowledge),
        };
        let gone = self.step_in(body, &opening, None, origin).await?;
        let (Gone::Refused(refused), Some(password)) = (&gone, body.password.as_deref().filter(|p| !p.is_empty()))
        else {
            return Ok(gone);
        };
        let (share, brief, OpenRefused::PasswordMissing) = &**refused else { return Ok(gone) };
        match self.try_password(&body.token, &opening, password, origin).await? {
            Ok(proof) => self.step_in(body, &opening, Some(&proof), origin).await,
            Err(wrong) => Ok(Gone::Refused(Box::new((share.clone(), brief.clone(), wrong)))),
        }
    }

    /// One read and one transaction, unless another guest is quicker.
    async fn step_in(
        &self,
        body: &Open,
        opening: &Opening,
        proof: Option<&PasswordProof>,
        origin: &Origin,
    ) -> Result<Gone, Problem> {
        let session = SessionId::new(self.reception.chance.bits());
        let opened = until_settled(|| async {
            let (share, brief) = self.look(&body.token).await?;
            let opened = match share.open(opening, proof, session, &self.reception.stamp(&share, origin)) {
                Ok(opened) => opened,
                Err(refused) => return Ok(Gone::Refused(Box::new((share, brief, refused)))),
            };
            if let Some(change) = opened.change {
                self.reception.store.commit(&change).await?;
            }
            Ok::<_, Trouble>(Gone::In(opened.session))
        });
        opened.await.map_err(Trouble::into_problem)
    }

    fn welcome(&self, session: &Session, wants: Wants) -> Response {
        let seconds = u32::try_from(LIFETIME.as_secs()).unwrap_or(u32::MAX);
        let cookie = session::set_cookie(session, &self.reception.keys, seconds);
        let place = format!("/p/{}", session.share);
        let mut response = match wants {
            Wants::Html => Redirect::to(&place).into_response(),
            Wants::Json => {
                let csrf = session.csrf(&self.reception.keys);
                Json(json!({ "share": session.share, "location": place, "csrf": csrf })).into_response()
            }
        };
        response.headers_mut().append(header::SET_COOKIE, cookie);
        response
    }

    fn turn_away(&self, share: &Share, brief: &Brief, refused: &OpenRefused, body: &Open, wants: Wants) -> Response {
        if let OpenRefused::Dead(reason) = refused {
            return denied(wants, share, reason, Some(&body.token));
        }
        let problem = Problem::from(refused.clone());
        let now = self.reception.now();
        let problem = match refused {
            OpenRefused::BackOff(wait) => {
                let seconds = wait.at.duration_since(now).as_secs().max(1);
                problem.retry_after(u64::try_from(seconds).unwrap_or(1))
            }
            _ => problem,
        };
        problem_or_page(wants, problem, |_| {
            page::invitation(&page::InvitationView {
                share,
                brief,
                token: &body.token,
                visit: body.visit,
                now,
                refused: Some(refused),
            })
        })
    }
}
