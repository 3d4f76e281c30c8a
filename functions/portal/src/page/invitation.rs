//! The page before the door: who asks, for what, until when, and what the guest agrees to.

use askama::Template;
use jiff::{Timestamp, ToSpan as _};
use vestibule_api::guest::NotOpened;
use vestibule_domain::{
    share::{CodeAsked, Device, Scope, Share},
    task::Spec,
    value::{Locale, ShareId, VisitId},
};
use vestibule_pages::{
    asked::Asked,
    frame::Frame,
    moments::{Moment, moment, on_record_on, time_with_zone},
    paragraphs::paragraphs,
    render::{RenderError, rendered},
};

use super::{agreed::Agreed, frame::frame_in};
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
    /// Of the landing from which it is seen: whose code is good there.
    pub visit: VisitId,
    /// When the next code can be mailed, where that was refused.
    pub next_code_at: Option<Timestamp>,
    /// The password is to be typed, though a code was mailed in its place.
    pub by_password: bool,
    /// The language of the page, where it is another than the recipient's.
    pub lang: Option<Locale>,
    /// Name and address of who opens, as they were typed before.
    pub who: Who<'a>,
}

/// Who opens, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Who<'a> {
    pub name: &'a str,
    pub email: &'a str,
}

/// Which part of the form a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Consent,
    Disclaimer,
    Password,
    Code,
    WhoOpens,
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
    notice: Agreed,
    notice_hash: String,
    disclaimer: Agreed,
    proofs: Proofs,
    share: ShareId,
    who: Who<'a>,
    not_you: String,
    error: Option<(Part, String)>,
    /// Continue was pressed, so that what comes before the error was ticked.
    pressed: bool,
}

/// What the page asks for, beside what is agreed to.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, told by its name")]
struct Proofs {
    password: bool,
    /// Where the code is mailed to: where it is needed and none is good here, nothing else is asked for yet.
    mail_code_to: Option<String>,
    /// Where the code was mailed to, and until when it is good.
    code: Option<(String, String)>,
    /// The code takes the place of the password, which can be typed all the same.
    instead: bool,
    /// The password can be forgotten.
    forgettable: bool,
    who_opens: bool,
}

impl Proofs {
    fn of(view: &InvitationView<'_>, page: Frame) -> Self {
        let InvitationView { share, now, device, visit, by_password, .. } = *view;
        let (needs_code, takes_code) = (share.needs_code(device.as_ref()), share.takes_code_for_password());
        let to = share.terms.recipient.email.hidden();
        let asked = share.gate.code_asked(visit, now).filter(|_| needs_code || (takes_code && !by_password));
        let until = |asked: CodeAsked| time_with_zone(page.texts, asked.ends_at(), &share.gate.zone);
        Self {
            password: share.gate.password.is_some() && (needs_code || asked.is_none()),
            mail_code_to: (needs_code && asked.is_none()).then(|| to.clone()),
            code: asked.map(|asked| (to, until(asked))),
            instead: takes_code && asked.is_some(),
            forgettable: takes_code && asked.is_none(),
            who_opens: share.gate.who_opens,
        }
    }

    /// Where a secret is typed.
    fn part(&self) -> Part {
        if self.code.is_some() { Part::Code } else { Part::Password }
    }
}

/// The page of the invitation, and the same when opening was refused. What was ticked before a refusal stays ticked.
pub fn invitation(view: &InvitationView<'_>) -> Result<String, RenderError> {
    let InvitationView { share, texts, asked, now, lang, .. } = *view;
    let (terms, gate, Scope::Tasks(scope)) = (&share.terms, &share.gate, &share.terms.scope);
    let agreed = terms.recipient.locale;
    let page = frame_in(terms, lang.unwrap_or(agreed));
    let count = |id: &str, n: usize| page.texts.say_with(id, &[("count", n.into())]);
    let (inviter, org) = (terms.creator.name.as_str(), terms.org_name.as_str());
    let guest = [("guest", terms.recipient.name.as_str().into()), ("email", terms.recipient.email.readable().into())];
    let (proofs, before) = (Proofs::of(view, page), texts.before.as_ref());
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
        next: page.say(match (gate.completed_at, &proofs.mail_code_to) {
            (Some(_), _) => "invitation-next-completed",
            (None, Some(_)) => "invitation-next-code",
            (None, None) => "invitation-next-text",
        }),
        zone: gate.zone.as_str(),
        until: moment(page.texts, gate.expires_at, &gate.zone, now),
        asked: Asked::new(page.texts, asked, share),
        accesses: share.opens_left().map(|left| count("invitation-accesses-value", left as usize)),
        instructions: terms.instructions.as_ref().map(|i| paragraphs(i.as_str())).unwrap_or_default(),
        notice: Agreed::of(&texts.notice, before.map(|before| &*before.notice)),
        notice_hash: terms.notice.to_string(),
        disclaimer: texts
            .disclaimer
            .as_deref()
            .map_or_else(Agreed::default, |text| Agreed::of(text, before.map(|before| &*before.disclaimer))),
        error: error(page, view, &proofs),
        pressed: view.refused.is_some_and(|refused| refused != NotOpened::CodeTooOften),
        proofs,
        share: share.id(),
        who: view.who,
        not_you: page.texts.say_with("invitation-not-you", &guest),
    })
}

/// `None`: there is nothing to wait for any more.
fn error(page: Frame, view: &InvitationView<'_>, proofs: &Proofs) -> Option<(Part, String)> {
    let InvitationView { share, now, device, next_code_at, .. } = *view;
    let said = |part, id| Some((part, page.say(id)));
    match view.refused? {
        NotOpened::Consent => said(Part::Consent, "invitation-error-consent"),
        NotOpened::Disclaimer => said(Part::Disclaimer, "invitation-error-disclaimer"),
        NotOpened::Password => said(Part::Password, "invitation-error-password"),
        NotOpened::WrongPassword => said(Part::Password, "invitation-error-password-wrong"),
        NotOpened::Code => said(Part::Code, "invitation-error-code"),
        NotOpened::WrongCode => said(Part::Code, "invitation-error-code-wrong"),
        // There is one again by now.
        NotOpened::CodeEnded if proofs.code.is_some() => None,
        NotOpened::CodeEnded => said(Part::Code, "invitation-error-code-ended"),
        NotOpened::CodeTooOften => {
            Some((Part::Code, wait_words("invitation-error-code-too-often", page, (share, next_code_at?), now)))
        }
        NotOpened::WhoOpens => said(Part::WhoOpens, "invitation-error-who-opens"),
        NotOpened::Wait => {
            let at = share.locked_until(device.as_ref()).filter(|at| now < *at)?;
            Some((proofs.part(), wait_words("invitation-error-back-off", page, (share, at), now)))
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
    fn code_hint(&self, to: &str, until: &str) -> String {
        self.page.texts.say_with("invitation-code-hint", &[("to", to.into()), ("until", until.into())])
    }

    /// What is to be agreed to is another by now.
    fn is_changed(&self) -> bool {
        self.notice.is_changed() || self.disclaimer.is_changed()
    }

    fn error_in(&self, part: Part) -> Option<&str> {
        self.error.as_ref().filter(|(p, _)| *p == part).map(|(_, text)| text.as_str())
    }

    /// Where the summary leads to.
    fn error_anchor(&self) -> &'static str {
        match self.error {
            Some((Part::Consent, _)) => "consent",
            Some((Part::Disclaimer, _)) => "disclaimer",
            Some((Part::Password, _)) => "password",
            Some((Part::Code, _)) if self.proofs.code.is_some() => "code",
            Some((Part::Code, _)) => "mail-code",
            Some((Part::WhoOpens, _)) => "name",
            Some((Part::Opening, _)) | None => "main",
        }
    }

    /// The consent is looked at first, so every other refusal means that it was given.
    fn consented(&self) -> bool {
        self.pressed && matches!(self.error, Some((part, _)) if part != Part::Consent)
    }

    fn accepted(&self) -> bool {
        self.pressed && matches!(self.error, Some((part, _)) if part != Part::Consent && part != Part::Disclaimer)
    }
}
