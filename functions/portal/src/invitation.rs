//! `GET /i/{share}`: who asks for what, before anything counts, to a browser that came with the link. Who is in already
//! goes on from here. One read, one more for what is left to do; no write.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, header};
use vestibule_api::guest::{Disclaimer, Invitation, InvitationOptions, NotOpened, Notice};
use vestibule_domain::{
    gate::{self, Landing, NoSession},
    share::{Denied, Device, NotALink, Share},
    value::{Locale, ShareId},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::Problem,
    door::{device, landing, session},
    request::{Path, Query},
};

use crate::{
    filled::Filled,
    guest_page::{dead_link, denied, html_of, link_problem, no_landing},
    language::spoken,
    link::{BeforeTexts, InvitationTexts},
    page,
    state::Portal,
};

/// Where links lead; the invitation to a share is below it.
pub(crate) const DOOR: &str = "/i";

pub(crate) async fn show(
    State(portal): State<Portal>,
    wants: Wants,
    Language(locale): Language,
    Path(share): Path<ShareId>,
    Query(options): Query<InvitationOptions>,
    headers: HeaderMap,
) -> Response {
    match portal.invite(share, &headers, (wants, locale), options).await {
        Ok(answer) => answer,
        Err(problem) => link_problem(wants, locale, problem),
    }
}

impl Portal {
    async fn invite(
        &self,
        share: ShareId,
        headers: &HeaderMap,
        (wants, locale): (Wants, Locale),
        options: InvitationOptions,
    ) -> Result<Response, Problem> {
        let (keys, now) = (&self.guests.keys, self.guests.now());
        let chosen = options.lang.or_else(|| Language::chosen(headers));
        let landing = landing::read(headers, share, keys, now);
        let session = session::read(headers, share, keys, now);
        if landing.is_err() && session.is_err() {
            return Ok(no_landing(wants, locale, options.came == Some(true)));
        }
        let share = self.guests.store.share(share).await?.ok_or(NotALink)?;
        let admitted = session.map(|session| gate::admit(&share, &session, now).map(drop));
        match (landing, admitted) {
            (Ok(_), Ok(Ok(()))) if wants == Wants::Html => Ok(go_on(&share)),
            (Ok(landing), _) => {
                let options = InvitationOptions { lang: chosen, ..options };
                let known = device::read(headers, share.id(), keys, now);
                let coming = (&landing, known);
                self.before_opening(&share, coming, wants, (options, Filled::default())).await
            }
            (Err(NoSession), Ok(Ok(()))) => Ok(html_of(&share, page::opened_before(&spoken(&share, chosen)))),
            (Err(NoSession), Ok(Err(why))) => Ok(denied(wants, &spoken(&share, chosen), &why)),
            (Err(none @ NoSession), Err(NoSession)) => Err(none.into()),
        }
    }

    /// The invitation itself, with what was filled in before.
    pub(crate) async fn before_opening(
        &self,
        share: &Share,
        (landing, device): (&Landing, Option<Device>),
        wants: Wants,
        (options, filled): (InvitationOptions, Filled),
    ) -> Result<Response, Problem> {
        if !share.answers_to(&landing.link) {
            return Err(Denied::Replaced.into());
        }
        let now = self.guests.now();
        if let Err(reason) = share.openable(now) {
            let asked = options.requested == Some(true) && share.gate.link_requested_at.is_some();
            let share = &*spoken(share, options.lang);
            return Ok(if asked { html_of(share, page::requested(share)) } else { dead_link(wants, share, &reason) });
        }
        let texts = self.texts(share).await?;
        Ok(match wants {
            Wants::Html => {
                let up_front = self.up_front(share).await?;
                let InvitationOptions { refused, ticked, lang, password, code, .. } = options;
                let next_code_at = match refused {
                    Some(NotOpened::CodeTooOften) => {
                        share.next_code_at(&self.guests.store.code_count(share.recipient()).await?, now)
                    }
                    _ => None,
                };
                let view = page::InvitationView {
                    share,
                    texts: &texts,
                    up_front: &up_front,
                    now,
                    refused,
                    ticked,
                    device,
                    visit: landing.visit,
                    next_code_at,
                    by_password: password == Some(true),
                    lang,
                    code_again: code,
                    filled: &filled,
                };
                html_of(share, page::invitation(&view))
            }
            Wants::Json => Json(invitation(share, &texts)).into_response(),
        })
    }
}

/// Who is in already, and comes with the link again: nothing is counted, and the landing is of no more use.
fn go_on(share: &Share) -> Response {
    let mut answer = Redirect::to(&format!("/p/{}", share.id())).into_response();
    answer.headers_mut().append(header::SET_COOKIE, landing::clear(share.id()));
    answer
}

/// What the link is for.
pub(crate) fn invitation(share: &Share, texts: &InvitationTexts) -> Invitation {
    let terms = &share.terms;
    let disclaimer = texts.disclaimer.clone().zip(terms.disclaimer);
    let before = |now: &str, of: fn(&BeforeTexts) -> &str| {
        texts.before.as_ref().map(of).filter(|before| *before != now).map(str::to_owned)
    };
    Invitation {
        share: share.id(),
        org: terms.org_name.clone(),
        inviter: terms.creator.name.clone(),
        title: terms.title.clone(),
        recipient: terms.recipient.name.clone(),
        instructions: terms.instructions.clone(),
        tasks: terms.scope.tasks().len(),
        expires_at: share.gate.expires_at,
        zone: share.gate.zone.clone(),
        notice: Notice {
            text: texts.notice.to_string(),
            sha256: terms.notice,
            before: before(&texts.notice, |b| &b.notice),
        },
        disclaimer: disclaimer.map(|(text, sha256)| Disclaimer {
            before: before(&text, |b| &b.disclaimer),
            text: text.to_string(),
            sha256,
        }),
        password: share.gate.password.is_some(),
        code: share.gate.code,
        code_instead_of_password: share.takes_code_for_password(),
        code_to: terms.recipient.email.hidden(),
        who_opens: share.gate.who_opens,
    }
}
