//! `POST /i/{share}/code`: asks for the code, which is mailed to the recipient and good in this browser.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode};
use vestibule_api::guest::{self, CodeAgain, InvitationOptions, NotOpened, Opening};
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    decision::Act as _,
    share::{Code, CodeAsked, CodeProof, CodeRefused, CodeRequested, Open, RequestCode, Share},
    value::ShareId,
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::{Problem, Shown},
    door::{TryError, device},
    request::{Caller, Deadline, Either, Path},
};

use crate::{filled::Filled, invitation::DOOR, link::Coming, state::Portal};

/// Asking again is answered by the same code as long as it is good.
pub(crate) async fn request_code(
    State(portal): State<Portal>,
    wants: Wants,
    Caller(source): Caller,
    deadline: Deadline,
    Path(share): Path<ShareId>,
    headers: HeaderMap,
    body: Either<Opening>,
) -> Result<Response, Problem> {
    let landing = portal.landing(&headers, share)?;
    let now = portal.guests.now();
    let device = device::read(&headers, share, &portal.guests.keys, now);
    let request = RequestCode { visit: landing.visit, device };
    let coming = Coming { landing: &landing, source: &source, deadline };
    let filled = Filled::beside(body.inner(), &headers).filter(|_| wants == Wants::Html);
    let (asked, filled_in) = (portal.mail_code(request, coming).await?, filled.as_ref());
    let options = |refused, code| InvitationOptions {
        refused,
        code,
        lang: Language::chosen(&headers),
        ..InvitationOptions::default()
    };
    match (asked, wants) {
        (Ok((requested, again)), Wants::Json) => {
            let share = &requested.share;
            let asked =
                share.gate.code_asked(landing.visit, now).unwrap_or(CodeAsked { visit: landing.visit, at: now });
            let (to, until, again_at) = (share.terms.recipient.email.hidden(), asked.ends_at(), asked.again_at());
            let mailed = again != Some(CodeAgain::JustSent);
            let body = guest::CodeRequested { requested: true, to, until, mailed, again_at };
            Ok((StatusCode::ACCEPTED, Json(body)).into_response())
        }
        (Ok((requested, again)), Wants::Html) => match filled_in {
            Some(filled) => {
                portal
                    .before_opening(&requested.share, (&landing, device), wants, (options(None, again), filled.clone()))
                    .await
            }
            None => {
                Ok(Redirect::to(&format!("{DOOR}/{share}{}#code", again.map_or("", CodeAgain::query))).into_response())
            }
        },
        (Err(refused), Wants::Json) => Err(refused.into()),
        (Err(refused), Wants::Html) => {
            let why = match refused {
                CodeRefused::UsedUp(_) | CodeRefused::TooMany(_) => Some(NotOpened::CodeTooOften),
                // The page says what the link is worth, and what it asks for.
                CodeRefused::Dead(_) | CodeRefused::NotNeeded => None,
            };
            let problem = Problem::from(refused);
            let mut answer = match filled_in {
                Some(filled) => {
                    let found = portal.look(&landing.link).await?;
                    let mut page = portal
                        .before_opening(&found, (&landing, device), wants, (options(why, None), filled.clone()))
                        .await?;
                    *page.status_mut() = problem.kind().status();
                    page
                }
                None => Redirect::to(&format!("{DOOR}/{share}{}", why.map(NotOpened::query).unwrap_or_default()))
                    .into_response(),
            };
            answer.extensions_mut().insert(Shown(problem));
            Ok(answer)
        }
    }
}

impl Portal {
    /// With what it was, where it was mailed before. Two reads and one transaction: of which address the codes are counted says
    /// the share.
    async fn mail_code(
        &self,
        request: RequestCode,
        Coming { landing, source, deadline }: Coming<'_>,
    ) -> Result<Result<(CodeRequested, Option<CodeAgain>), CodeRefused>, Problem> {
        let asked = retry_when_overtaken(deadline, &self.guests.random, || async {
            let share = self.look(&landing.link).await?;
            let count = self.guests.store.code_count(share.recipient()).await?;
            let decision = match request.decide((&share, &count), &self.guests.stamp(&share, source)) {
                Ok(decision) => decision,
                Err(refused) => return Ok(Err(refused)),
            };
            let again = match decision.change() {
                Some(change) => {
                    self.guests.store.commit(change).await?;
                    share.gate.code_asked(request.visit, self.guests.now()).map(|_| CodeAgain::Sent)
                }
                None => Some(CodeAgain::JustSent),
            };
            Ok::<_, TryError>(Ok((decision.into_state(), again)))
        });
        asked.await.map_err(TryError::into_problem)
    }

    /// Whether the code that was typed is the one of this landing. What is no code at all is simply not the code.
    pub(crate) fn prove_code(&self, share: &Share, opening: &Open, typed: &str) -> Option<CodeProof> {
        let given: Code = typed.parse().ok()?;
        CodeProof::check(share, opening.visit, (&given, &self.guests.keys), self.guests.now())
    }
}
