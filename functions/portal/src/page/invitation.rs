//! The page before the door: who asks, for what, until when, and what the guest agrees to.

use askama::Template;
use jiff::{Timestamp, ToSpan as _};
use vestibule_api::guest::NotOpened;
use vestibule_domain::{
    share::{Device, Scope, Share},
    task::Spec,
    value::{Locale, ShareId},
};
use vestibule_pages::{
    asked::Asked,
    frame::Frame,
    moments::{Moment, moment, on_record_on, time_with_zone},
    paragraphs::paragraphs,
    render::{RenderError, rendered},
};

use super::frame::frame_in;
use crate::link::InvitationTexts;

/// What the page needs to know.
#[derive(Clone, Copy)]
pub struct InvitationView<'a> {
    pub share: &'a Share,
    pub texts: &'a InvitationTexts,
    /// The first tasks, where they may be named.
    pub asked: &'a [Spec],
    pub now: Timestamp,
    /// What the attempt before this one lacked.
    pub refused: Option<NotOpened>,
    /// What is known of the browser, whose attempts are counted apart.
    pub device: Option<Device>,
    /// The language of the page, where it is another than the recipient's.
    pub lang: Option<Locale>,
}

/// Which part of the form a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Consent,
    Disclaimer,
    Password,
    /// The opening itself.
    Opening,
}

#[derive(Template)]
#[template(path = "invitation.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    /// The address of the page, to which a language is added.
    here: String,
    /// The language of what is agreed to.
    agreed: &'static str,
    title: &'a str,
    /// Everything was sent: nothing is due.
    done: bool,
    org: &'a str,
    inviter: &'a str,
    heading: String,
    next: String,
    zone: &'a str,
    until: Moment,
    asked: Asked<'a>,
    accesses: Option<String>,
    instructions: Vec<String>,
    notice: Vec<String>,
    notice_hash: String,
    disclaimer: Vec<String>,
    password: bool,
    share: ShareId,
    not_you: String,
    error: Option<(Part, String)>,
}

/// The page of the invitation, and the same when opening was refused. What was ticked before a refusal stays ticked.
pub fn invitation(view: &InvitationView<'_>) -> Result<String, RenderError> {
    let InvitationView { share, texts, asked, now, refused, device, lang } = *view;
    let (terms, gate, Scope::Tasks(scope)) = (&share.terms, &share.gate, &share.terms.scope);
    let agreed = terms.recipient.locale;
    let page = frame_in(terms, lang.unwrap_or(agreed));
    let count = |id: &str, n: usize| page.texts.say_with(id, &[("count", n.into())]);
    let (inviter, org) = (terms.creator.name.as_str(), terms.org_name.as_str());
    let guest = [("guest", terms.recipient.name.as_str().into()), ("email", terms.recipient.email.readable().into())];
    rendered(&Html {
        page,
        here: format!("/i/{}?", share.id()),
        agreed: agreed.tag(),
        title: terms.title.as_str(),
        done: gate.completed_at.is_some(),
        org,
        inviter,
        heading: match gate.completed_at {
            Some(at) => {
                let when = on_record_on(page.texts, at, &gate.zone);
                page.texts.say_with("invitation-heading-completed", &[("org", org.into()), ("when", when.into())])
            }
            None => page.texts.say_with(
                "invitation-heading",
                &[("inviter", inviter.into()), ("org", org.into()), ("count", scope.tasks.len().into())],
            ),
        },
        next: page.say(if gate.completed_at.is_some() { "invitation-next-completed" } else { "invitation-next-text" }),
        zone: gate.zone.as_str(),
        until: moment(page.texts, gate.expires_at, &gate.zone, now),
        asked: Asked::new(page.texts, asked, scope.tasks.len()),
        accesses: share.opens_left().map(|left| count("invitation-accesses-value", left as usize)),
        instructions: terms.instructions.as_ref().map(|i| paragraphs(i.as_str())).unwrap_or_default(),
        notice: paragraphs(&texts.notice),
        notice_hash: terms.notice.to_string(),
        disclaimer: texts.disclaimer.as_deref().map(paragraphs).unwrap_or_default(),
        password: gate.password.is_some(),
        share: share.id(),
        not_you: page.texts.say_with("invitation-not-you", &guest),
        error: refused.and_then(|refused| error(page, (share, device.as_ref()), now, refused)),
    })
}

/// `None`: there is nothing to wait for any more.
fn error(
    page: Frame,
    (share, device): (&Share, Option<&Device>),
    now: Timestamp,
    refused: NotOpened,
) -> Option<(Part, String)> {
    let said = |part, id| Some((part, page.say(id)));
    match refused {
        NotOpened::Consent => said(Part::Consent, "invitation-error-consent"),
        NotOpened::Disclaimer => said(Part::Disclaimer, "invitation-error-disclaimer"),
        NotOpened::Password => said(Part::Password, "invitation-error-password"),
        NotOpened::WrongPassword => said(Part::Password, "invitation-error-password-wrong"),
        NotOpened::Wait => {
            let at = share.locked_until(device).filter(|at| now < *at)?;
            Some((Part::Password, wait_words("invitation-error-back-off", page, (share, at), now)))
        }
        NotOpened::TooOften => {
            let used_up = share.gate.spent.opened(now).err()?;
            Some((Part::Opening, wait_words("invitation-error-too-often", page, (share, used_up.at), now)))
        }
    }
}

/// With the first full minute at which the next attempt is surely possible.
fn wait_words(id: &str, page: Frame, (share, at): (&Share, Timestamp), now: Timestamp) -> String {
    let minute = at.checked_add(59.seconds()).unwrap_or(at);
    let time = time_with_zone(page.texts, minute, &share.gate.zone);
    let relative = moment(page.texts, at, &share.gate.zone, now).relative;
    page.texts.say_with(id, &[("relative", relative.into()), ("time", time.into())])
}

impl Html<'_> {
    fn error_in(&self, part: Part) -> Option<&str> {
        self.error.as_ref().filter(|(p, _)| *p == part).map(|(_, text)| text.as_str())
    }

    /// Where the summary leads to.
    fn error_anchor(&self) -> &'static str {
        match self.error {
            Some((Part::Consent, _)) => "consent",
            Some((Part::Disclaimer, _)) => "disclaimer",
            Some((Part::Password, _)) => "password",
            Some((Part::Opening, _)) | None => "main",
        }
    }

    /// The consent is looked at first, so every other refusal means that it was given.
    fn consented(&self) -> bool {
        matches!(self.error, Some((Part::Disclaimer | Part::Password | Part::Opening, _)))
    }

    fn accepted(&self) -> bool {
        matches!(self.error, Some((Part::Password | Part::Opening, _)))
    }
}
