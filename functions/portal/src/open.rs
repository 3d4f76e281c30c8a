//! `POST /i/{share}`: the explicit human step. Counts the access, keeps the consent, starts the session.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, header};
use vestibule_api::guest::{self, InvitationOptions, NotOpened, Opening};
use vestibule_domain::{
    decision::Act as _,
    gate::{KnownDevice, Landing, Session},
    share::{Device, Missing, Open, OpenRefused, Opened, Proofs},
    value::{Assurance, DeviceId, Locale, Person, SessionId, ShareId, is_blank},
};
use vestibule_web::{
    accept::{Language, Wants},
    answer::{Problem, Shown},
    door::{crowd::For, device, landing, session},
    request::{Caller, Deadline, Either, Path},
};

use crate::{
    invitation::DOOR,
    link::{Coming, Refused},
    page::Who,
    secrets::Typed,
    state::Portal,
};

pub(crate) async fn open(
    State(portal): State<Portal>,
    wants: Wants,
    Caller(source): Caller,
    deadline: Deadline,
    Path(share): Path<ShareId>,
    headers: HeaderMap,
    submission: Either<Opening>,
) -> Result<Response, Problem> {
    let body = submission.into_inner();
    let landing = portal.landing(&headers, share)?;
    let open = Open {
        device: device::read(&headers, share, &portal.guests.keys, portal.guests.now()),
        ..act(&body, &landing, SessionId::new(portal.guests.random.bits()))
    };
    match portal.enter(&open, &body, Coming { landing: &landing, source: &source, deadline }).await? {
        Ok(opened) => Ok(portal.welcome(&opened, open.device.as_ref(), &headers, wants)),
        Err(refused) => match typed_who(&body, &headers).filter(|_| wants == Wants::Html) {
            Some(who) => portal.ask_again(&refused, (&landing, open.device), (who, Language::chosen(&headers))).await,
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
        (who, lang): (Who<'_>, Option<Locale>),
    ) -> Result<Response, Problem> {
        let options = InvitationOptions { came: None, refused: not_opened(why), requested: None, password: None, lang };
        let mut answer = self.before_opening(share, coming, Wants::Html, (options, who)).await?;
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
                let why = not_opened(why).map(NotOpened::query).unwrap_or_default();
                let page = Redirect::to(&format!("{DOOR}/{}{why}", share.id()));
                (axum::Extension(Shown(problem)), page).into_response()
            }
        }
    }
}

fn act(opening: &Opening, landing: &Landing, session: SessionId) -> Open {
    let ticked = |answer: &Option<String>| answer.as_deref() == Some("yes");
    Open {
        visit: landing.visit,
        consent: opening.notice.filter(|_| ticked(&opening.consent)),
        disclaimer_accepted: ticked(&opening.disclaimer),
        who: who(opening),
        session,
        device: None,
    }
}

/// As whom they introduced themselves, if both can be read.
fn who(opening: &Opening) -> Option<Person> {
    let (name, email) = (opening.name.as_deref()?, opening.email.as_deref()?);
    Some(Person { name: name.parse().ok()?, email: email.parse().ok()? })
}

/// As whom they introduced themselves, where a page of ours asked. Nobody else puts words into our pages.
fn typed_who<'a>(body: &'a Opening, headers: &HeaderMap) -> Option<Who<'a>> {
    let is_ours = headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    let typed = |text: &'a Option<String>| text.as_deref().unwrap_or_default();
    let who = Who { name: typed(&body.name), email: typed(&body.email) };
    (is_ours && !(is_blank(who.name) && is_blank(who.email))).then_some(who)
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
