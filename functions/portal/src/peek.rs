//! `POST /i/peek`: takes a link out of what was pasted or stood in the fragment, and remembers the landing in a cookie.
//! A page goes on to the invitation; a program is told it here. Nothing is counted or written.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::HeaderMap;
use percent_encoding::percent_decode_str;
use vestibule_api::guest::{Invitation, Token};
use vestibule_domain::{
    gate::Landing,
    share::{Denied, LinkToken},
    value::VisitId,
};
use vestibule_web::{
    accept::Wants,
    answer::Problem,
    door::{crowd, landing},
    request::Either,
};

use crate::{
    invitation::{DOOR, invitation},
    state::Portal,
};

pub(crate) async fn peek(
    State(portal): State<Portal>,
    wants: Wants,
    headers: HeaderMap,
    submission: Either<Token>,
) -> Result<Response, Problem> {
    let Token { token } = submission.into_inner();
    portal.land(token.expose(), wants, &headers).await
}

impl Portal {
    /// A text without a link costs no I/O. A page costs none here at all: the invitation says what the link is worth.
    async fn land(&self, pasted: &str, wants: Wants, headers: &HeaderMap) -> Result<Response, Problem> {
        // Mail programs and browsers escape what stands in an address.
        let readable = percent_decode_str(pasted).decode_utf8_lossy();
        let link = LinkToken::find(&readable, &self.guests.keys)?;
        let landing = Landing::new(link, VisitId::new(self.guests.random.bits()), self.guests.now());
        let mut answer = match wants {
            Wants::Html => Redirect::to(&format!("{DOOR}/{}?came=true", link.share)).into_response(),
            Wants::Json => match self.openable(&link).await? {
                Ok(invitation) => Json(invitation).into_response(),
                // With the landing, another link can be asked for.
                Err(dead) => Problem::from(dead).into_response(),
            },
        };
        let cookie = landing::set_cookie(&landing, &self.guests.keys);
        self.remember(headers, (crowd::For::Visit, link.share), cookie, answer.headers_mut());
        Ok(answer)
    }

    async fn openable(&self, link: &LinkToken) -> Result<Result<Invitation, Denied>, Problem> {
        let share = self.look(link).await?;
        if let Err(dead) = share.openable(self.guests.now()) {
            return Ok(Err(dead));
        }
        Ok(Ok(invitation(&share, &self.texts(&share).await?)))
    }
}
