//! `POST /i/{share}`: the explicit human step. Counts the access, keeps the consent, starts the session. A page may ask for
//! another language by it, which opens nothing, so that what is filled in comes along.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, header};
use vestibule_api::guest::{self, InvitationOptions, NotOpened, Opening, PageOptions};
use vestibule_domain::{
    decision::Act as _,
    gate::{KnownDevice, Landing, Session},
    share::{Device, Missing, Open, OpenRefused, Opened, Proofs},
    value::{Assurance, DeviceId, Locale, Person, SessionId, ShareId, typed::copied_address},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::{Problem, Shown},
    door::{crowd::For, device, landing, session},
    request::{Caller, Deadline, Either, Path, Query},
};

use crate::{
    filled::{Filled, consent},
    invitation::DOOR,
    link::{Coming, Refused},
    secrets::Typed,
    state::Portal,
};

pub(crate) async fn open(
    State(portal): State<Portal>,
    wants: Wants,
    Caller(source): Caller,
    deadline: Deadline,
    (Path(share), Query(PageOptions { lang })): (Path<ShareId>, Query<PageOptions>),
    headers: HeaderMap,
    submission: Either<Opening>,
) -> Result<Response, Problem> {
    let body = submission.into_inner();
    let landing = portal.landing(&headers, share)?;
    let open = Open {
        device: device::read(&headers, share, &portal.guests.keys, portal.guests.now()),
        ..act(&body, &landing, SessionId::new(portal.guests.random.bits()))
    };
    if wants == Wants::Html && lang.is_some() {
        let share = portal.look(&landing.link).await?;
        let options = InvitationOptions { lang, ..InvitationOptions::default() };
        let filled = Filled::beside(&body, &headers).unwrap_or_default();
        return portal.before_opening(&share, (&landing, open.device), wants, (options, filled)).await;
    }
    match portal.enter(&open, &body, Coming { landing: &landing, source: &source, deadline }).await? {
        Ok(opened) => Ok(portal.welcome(&opened, open.device.as_ref(), &headers, wants)),
        Err(refused) => match Filled::before(&refused.why, &body, &headers).filter(|_| wants == Wants::Html) {
            Some(filled) => {
                portal.ask_again(&refused, (&landing, open.device), (filled, Language::chosen(&headers))).await
            }
            None => Ok(portal.turn_away(&refused, wants)),
        },
    }
}

impl Portal {
    /// The landing of whom presses a button before they are in.
    pub(crate) fn landing(&self, headers: &HeaderMap, share: ShareId) -> Result<Landing, Problem> {
        Ok(landing::read(headers, share, &self.guests.keys, self.guests.now())?)
    }

    async fn enter(
        &self,
        open: &Open,
        body: &Opening,
        coming: Coming<'_>,
    ) -> Result<Result<Opened, Refused<OpenRefused>>, Problem> {
        let entry = self.try_entry(open, Proofs::default(), coming).await?;
        let Err(Refused { why: OpenRefused::Missing(missing), share }) = &entry else { return Ok(entry) };
        let Some(typed) = Typed::of(body, missing, share) else { return Ok(entry) };
        match self.try_secrets(open, typed, coming).await? {
            Ok(proved) => self.try_entry(open, proved.proofs(), coming).await,
            Err(refused) => Ok(Err(refused)),
        }
    }

    async fn try_entry(
        &self,
        open: &Open,
        proofs: Proofs<'_>,
        coming: Coming<'_>,
    ) -> Result<Result<Opened, Refused<OpenRefused>>, Problem> {
        self.act_on_link(coming, |share, stamp| open.decide((share, proofs), stamp)).await
    }

    fn welcome(
        &self,
        opened @ Opened { share, assurance, .. }: &Opened,
        device: Option<&Device>,
        asked: &HeaderMap,
        wants: Wants,
    ) -> Response {
        let session = Session::of(opened);
        let place = format!("/p/{}", session.share);
        let mut answer = match wants {
            Wants::Html => Redirect::to(&place).into_response(),
            Wants::Json => {
                let csrf = session.csrf(&self.guests.keys);
                Json(guest::Opened { share: session.share, location: place, csrf }).into_response()
            }
        };
        answer.headers_mut().append(header::SET_COOKIE, landing::clear(session.share));
        let set = session::set_cookie(&session, &self.guests.keys);
        self.remember(asked, (For::Visit, session.share), set, answer.headers_mut());
        if *assurance != Assurance::LINK {
            let id = device.map_or_else(|| DeviceId::new(self.guests.random.bits()), |device| device.id);
            let known = KnownDevice::new(Device::of(share, id, *assurance), self.guests.now());
            let set = device::set_cookie(&known, &self.guests.keys);
            self.remember(asked, (For::Device, session.share), set, answer.headers_mut());
        }
        answer
    }

    /// What was typed stands nowhere else, so the invitation itself is the answer, with why.
    async fn ask_again(
        &self,
        Refused { share, why }: &Refused<OpenRefused>,
        coming: (&Landing, Option<Device>),
        (filled, lang): (Filled, Option<Locale>),
    ) -> Result<Response, Problem> {
        let options = InvitationOptions { refused: not_opened(why), lang, ..InvitationOptions::default() };
        let mut answer = self.before_opening(share, coming, Wants::Html, (options, filled)).await?;
        let problem = Problem::from(why.clone());
        *answer.status_mut() = problem.kind().status();
        answer.extensions_mut().insert(Shown(problem));
        Ok(answer)
    }

    /// A page goes back to the invitation, which says why, so that loading it again sends nothing again.
    fn turn_away(&self, Refused { share, why }: &Refused<OpenRefused>, wants: Wants) -> Response {
        let mut problem = Problem::from(why.clone());
        if let OpenRefused::BackOff(wait) = why {
            let seconds = wait.at.duration_since(self.guests.now()).as_secs().max(1);
            problem = problem.retry_after(u64::try_from(seconds).unwrap_or(1));
        }
        match wants {
            Wants::Json => problem.into_response(),
            Wants::Html => {
                let query = not_opened(why).map(|why| match why {
                    NotOpened::Consent => why.query(),
                    _ => format!("{}&ticked={}", why.query(), share.terms.agreed_to()),
                });
                let page = Redirect::to(&format!("{DOOR}/{}{}", share.id(), query.unwrap_or_default()));
                (axum::Extension(Shown(problem)), page).into_response()
            }
        }
    }
}

fn act(opening: &Opening, landing: &Landing, session: SessionId) -> Open {
    Open {
        visit: landing.visit,
        consent: consent(opening),
        disclaimer: opening.disclaimer,
        who: who(opening),
        session,
        device: None,
    }
}

/// As whom they introduced themselves, if both can be read.
fn who(opening: &Opening) -> Option<Person> {
    let (name, email) = (opening.name.as_deref()?, opening.email.as_deref()?);
    Some(Person { name: name.parse().ok()?, email: copied_address(email).unwrap_or(email).parse().ok()? })
}

/// `None`: the link itself is dead, as its page says.
fn not_opened(why: &OpenRefused) -> Option<NotOpened> {
    match why {
        OpenRefused::Dead(_) => None,
        OpenRefused::Missing(missing) => missing.first().map(|first| match first {
            Missing::Consent => NotOpened::Consent,
            Missing::Disclaimer => NotOpened::Disclaimer,
            Missing::Password => NotOpened::Password,
            Missing::Code => NotOpened::Code,
            Missing::WhoOpens => NotOpened::WhoOpens,
        }),
        OpenRefused::PasswordWrong { attempt: _ } => Some(NotOpened::WrongPassword),
        OpenRefused::CodeWrong { attempt: _ } => Some(NotOpened::WrongCode),
        OpenRefused::CodeEnded => Some(NotOpened::CodeEnded),
        OpenRefused::BackOff(_) => Some(NotOpened::Wait),
        OpenRefused::UsedUp(_) => Some(NotOpened::TooOften),
    }
}
