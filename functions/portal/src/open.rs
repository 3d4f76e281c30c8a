//! `POST /i/open`: the explicit human step. Counts the access, keeps the consent, starts the session.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::header;
use serde::Deserialize;
use serde_json::json;
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    audit::Source,
    gate::{SESSION_LIFETIME, Session},
    share::{Brief, Open, OpenRefused, PasswordProof, Share},
    value::{Digest, SessionId, VisitId},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    door::{TryError, session},
    request::{Caller, Deadline, Either},
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
enum Entry {
    In(Session),
    Refused(Box<(Share, Brief, OpenRefused)>),
}

pub(crate) async fn open(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Caller(origin): Caller,
    deadline: Deadline,
    submission: Either<Open>,
) -> Response {
    let body = submission.into_inner();
    match portal.enter(&body, &origin, deadline).await {
        Ok(Entry::In(session)) => portal.welcome(&session, wants),
        Ok(Entry::Refused(refused)) => {
            let (share, brief, refused) = *refused;
            portal.turn_away(&share, &brief, &refused, &body, wants)
        }
        Err(problem) => link_problem(wants, locale, problem),
    }
}

impl Portal {
    async fn enter(&self, body: &Open, origin: &Origin, deadline: Deadline) -> Result<Entry, Problem> {
        let ticked = |answer: &Option<String>| answer.as_deref() == Some("yes");
        let opening = Opening {
            visit: body.visit,
            consent: body.notice.filter(|_| ticked(&body.consent)),
            acknowledged: ticked(&body.acknowledge),
        };
        let entry = self.try_entry(body, &opening, None, (origin, deadline)).await?;
        let (Entry::Refused(refused), Some(password)) = (&entry, body.password.as_deref().filter(|p| !p.is_empty()))
        else {
            return Ok(entry);
        };
        let (share, brief, OpenRefused::PasswordMissing) = &**refused else { return Ok(entry) };
        match self.try_password(&body.token, &opening, password, (origin, deadline)).await? {
            Ok(proof) => self.try_entry(body, &opening, Some(&proof), (origin, deadline)).await,
            Err(wrong) => Ok(Entry::Refused(Box::new((share.clone(), brief.clone(), wrong)))),
        }
    }

    /// One read and one transaction, unless another guest is quicker.
    async fn try_entry(
        &self,
        body: &Open,
        opening: &Opening,
        proof: Option<&PasswordProof>,
        (origin, deadline): (&Origin, Deadline),
    ) -> Result<Entry, Problem> {
        let session = SessionId::new(self.guests.random.bits());
        let opened = retry_when_overtaken(deadline, &self.guests.random, || async {
            let (share, brief) = self.look(&body.token).await?;
            let opened = match share.open(opening, proof, session, &self.guests.stamp(&share, origin)) {
                Ok(opened) => opened,
                Err(refused) => return Ok(Entry::Refused(Box::new((share, brief, refused)))),
            };
            if let Some(change) = opened.change {
                self.guests.store.commit(&change).await?;
            }
            Ok::<_, TryError>(Entry::In(opened.session))
        });
        opened.await.map_err(TryError::into_problem)
    }

    fn welcome(&self, session: &Session, wants: Wants) -> Response {
        let seconds = u32::try_from(LIFETIME.as_secs()).unwrap_or(u32::MAX);
        let cookie = session::set_cookie(session, &self.guests.keys, seconds);
        let place = format!("/p/{}", session.share);
        let mut response = match wants {
            Wants::Html => Redirect::to(&place).into_response(),
            Wants::Json => {
                let csrf = session.csrf(&self.guests.keys);
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
        let now = self.guests.now();
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
