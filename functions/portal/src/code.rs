//! `POST /i/{share}/code`: asks for the code, which is mailed to the recipient and good in this browser.

use axum::{
    Extension, Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode};
use vestibule_api::{
    Nothing,
    guest::{self, NotOpened},
};
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    decision::Act as _,
    share::{CODE_LIFETIME, Code, CodeProof, CodeRefused, CodeRequested, Open, RequestCode, Share},
    value::ShareId,
};
use vestibule_web::{
    accept::Wants,
    answer::{Problem, Shown},
    door::{TryError, device},
    request::{Caller, Deadline, Either, Path},
};

use crate::{invitation::DOOR, link::Coming, state::Portal};

/// Asking again is answered by the same code as long as it is good.
pub(crate) async fn request_code(
    State(portal): State<Portal>,
    wants: Wants,
    Caller(source): Caller,
    deadline: Deadline,
    Path(share): Path<ShareId>,
    headers: HeaderMap,
    _: Either<Nothing>,
) -> Result<Response, Problem> {
    let landing = portal.landing(&headers, share)?;
    let now = portal.guests.now();
    let device = device::read(&headers, share, &portal.guests.keys, now);
    let request = RequestCode { visit: landing.visit, device };
    let coming = Coming { landing: &landing, source: &source, deadline };
    match (portal.mail_code(request, coming).await?, wants) {
        (Ok(CodeRequested { share, .. }), Wants::Json) => {
            let until = share.gate.code_asked(landing.visit, now).map_or(now + CODE_LIFETIME, |asked| asked.ends_at());
            let to = share.terms.recipient.email.hidden();
            Ok((StatusCode::ACCEPTED, Json(guest::CodeRequested { requested: true, to, until })).into_response())
        }
        (Ok(_), Wants::Html) => Ok(Redirect::to(&format!("{DOOR}/{share}#code")).into_response()),
        (Err(refused), Wants::Json) => Err(refused.into()),
        (Err(refused), Wants::Html) => {
            let why = match refused {
                CodeRefused::UsedUp(_) | CodeRefused::TooMany(_) => NotOpened::CodeTooOften.query(),
                // The page says what the link is worth, and what it asks for.
                CodeRefused::Dead(_) | CodeRefused::NotNeeded => String::new(),
            };
            let page = Redirect::to(&format!("{DOOR}/{share}{why}"));
            Ok((Extension(Shown(refused.into())), page).into_response())
        }
    }
}

impl Portal {
    /// Two reads and one transaction: of which address the codes are counted says the share.
    async fn mail_code(
        &self,
        request: RequestCode,
        Coming { landing, source, deadline }: Coming<'_>,
    ) -> Result<Result<CodeRequested, CodeRefused>, Problem> {
        let asked = retry_when_overtaken(deadline, &self.guests.random, || async {
            let share = self.look(&landing.link).await?;
            let count = self.guests.store.code_count(share.recipient()).await?;
            let decision = match request.decide((&share, &count), &self.guests.stamp(&share, source)) {
                Ok(decision) => decision,
                Err(refused) => return Ok(Err(refused)),
            };
            if let Some(change) = decision.change() {
                self.guests.store.commit(change).await?;
            }
            Ok::<_, TryError>(Ok(decision.into_state()))
        });
        asked.await.map_err(TryError::into_problem)
    }

    /// Whether the code that was typed is the one of this landing. What is no code at all is simply not the code.
    pub(crate) fn prove_code(&self, share: &Share, opening: &Open, typed: &str) -> Option<CodeProof> {
        let given: Code = typed.parse().ok()?;
        CodeProof::check(share, opening.visit, (&given, &self.guests.keys), self.guests.now())
    }
}
