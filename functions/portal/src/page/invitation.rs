//! The page before the door: who asks, for what, until when, and what the guest agrees to.

use askama::Template;
use jiff::{Timestamp, ToSpan as _};
use vestibule_domain::{
    share::{Denied, OpenRefused, Scope, Share},
    value::VisitId,
};
use vestibule_pages::{
    frame::Frame,
    moments::{Moment, city, moment, time_of_day},
    paragraphs::paragraphs,
    render::{RenderError, rendered},
};

use super::frame::frame;
use crate::link::InvitationTexts;

/// What the page needs to know.
#[derive(Clone, Copy)]
pub struct InvitationView<'a> {
    pub share: &'a Share,
    pub texts: &'a InvitationTexts,
    /// The proven secret of the link, which the form hands back.
    pub token: &'a str,
    /// Of this landing: pressing Continue twice counts once.
    pub visit: VisitId,
    pub now: Timestamp,
    /// Why the attempt before this one was refused.
    pub refused: Option<&'a OpenRefused>,
}

/// Which part of the form a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Consent,
    Disclaimer,
    Password,
    Whole,
}

#[derive(Template)]
#[template(path = "invitation.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    title: &'a str,
    org: &'a str,
    inviter: &'a str,
    guest: &'a str,
    email: &'a str,
    lede: String,
    from: String,
    zone: &'a str,
    tasks: String,
    until: Moment,
    accesses: Option<String>,
    instructions: Vec<String>,
    notice: Vec<String>,
    notice_hash: String,
    disclaimer: Vec<String>,
    password: bool,
    token: &'a str,
    visit: String,
    error: Option<(Part, String)>,
}

/// POST /i/peek, and POST /i/open when it was refused. What was ticked before a refusal stays ticked.
pub fn invitation(view: &InvitationView<'_>) -> Result<String, RenderError> {
    let InvitationView { share, texts, token, visit, now, refused } = *view;
    let (terms, gate, Scope::Tasks(scope)) = (&share.terms, &share.gate, &share.terms.scope);
    let page = frame(terms.recipient.locale);
    let count = |id: &str, n: usize| page.texts.say_with(id, &[("count", n.into())]);
    let (inviter, org) = (terms.creator.name.as_str(), terms.org_name.as_str());
    let who = [("inviter", inviter.into()), ("org", org.into())];
    rendered(&Html {
        page,
        title: terms.title.as_str(),
        org,
        inviter,
        guest: terms.recipient.name.as_str(),
        email: terms.recipient.email.as_str(),
        lede: page.texts.say_with("invitation-lede", &who),
        from: page.texts.say_with("invitation-from-value", &who),
        zone: gate.zone.as_str(),
        tasks: count("invitation-tasks", scope.tasks.len()),
        until: moment(page.texts, gate.expires_at, &gate.zone, now),
        accesses: share.opens_left().map(|left| count("invitation-accesses-value", left as usize)),
        instructions: terms.instructions.as_ref().map(|i| paragraphs(i.as_str())).unwrap_or_default(),
        notice: paragraphs(&texts.notice),
        notice_hash: terms.notice.to_string(),
        disclaimer: texts.disclaimer.as_deref().map(paragraphs).unwrap_or_default(),
        password: gate.password.is_some(),
        token,
        visit: visit.to_string(),
        error: refused.map(|r| error(page, share, now, r)),
    })
}

fn error(page: Frame, share: &Share, now: Timestamp, refused: &OpenRefused) -> (Part, String) {
    match refused {
        OpenRefused::ConsentMissing => (Part::Consent, page.say("invitation-error-consent")),
        OpenRefused::DisclaimerMissing => (Part::Disclaimer, page.say("invitation-error-disclaimer")),
        OpenRefused::PasswordMissing => (Part::Password, page.say("invitation-error-password")),
        OpenRefused::PasswordWrong { attempt: _ } => (Part::Password, page.say("invitation-error-password-wrong")),
        OpenRefused::BackOff(wait) => (Part::Password, wait_words(page, share, now, wait.at)),
        OpenRefused::Dead(denied) => (Part::Whole, page.say(dead_id(denied))),
    }
}

fn dead_id(denied: &Denied) -> &'static str {
    match denied {
        Denied::SessionEnded => "end-session",
        Denied::Revoked { .. } => "end-revoked",
        Denied::Expired { .. } => "end-expired",
        Denied::Exhausted => "end-exhausted",
        Denied::Completed { .. } => "end-completed",
    }
}

/// The first full minute at which the next attempt is surely possible.
fn wait_words(page: Frame, share: &Share, now: Timestamp, at: Timestamp) -> String {
    let minute = at.checked_add(59.seconds()).unwrap_or(at);
    let city = city(page.texts, &share.gate.zone).unwrap_or_else(|| "UTC".to_owned());
    let time = format!("{} {city}", time_of_day(minute, &share.gate.zone));
    let relative = moment(page.texts, at, &share.gate.zone, now).relative;
    page.texts.say_with("invitation-error-back-off", &[("relative", relative.into()), ("time", time.into())])
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
            Some((Part::Whole, _)) | None => "main",
        }
    }

    /// The consent is looked at first, so every other refusal means that it was given.
    fn consented(&self) -> bool {
        matches!(self.error, Some((Part::Disclaimer | Part::Password, _)))
    }

    fn accepted(&self) -> bool {
        matches!(self.error, Some((Part::Password, _)))
    }
}
