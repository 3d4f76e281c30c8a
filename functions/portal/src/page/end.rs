//! Pages at which a way ends: each says where the guest is and the one sensible next step.

use askama::Template;
use jiff::Timestamp;
use vestibule_domain::{
    share::{Denied, Share},
    value::{Locale, Zone},
};
use vestibule_pages::{
    frame::Frame,
    moments::on_record,
    render::{RenderError, rendered},
};

use super::frame::frame;

/// What the page of a dead link needs to know.
#[derive(Clone, Copy)]
pub struct DeadView<'a> {
    pub denied: &'a Denied,
    /// Known when the guest proved to hold its link or a session of it.
    pub share: Option<&'a Share>,
    /// The link's secret when the guest came with it: with it they can ask for a new link here.
    pub token: Option<&'a str>,
    /// The language when there is no share to know it from.
    pub locale: Locale,
}

#[derive(Template)]
#[template(path = "end.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    title: String,
    texts: Vec<String>,
    /// A form that asks for a new link.
    request: Option<&'a str>,
    /// A link to the paste box.
    paste: bool,
}

/// A link that once worked: revoked, expired, exceeded or completed.
pub fn dead(view: &DeadView<'_>) -> Result<String, RenderError> {
    let DeadView { denied, share, token, locale } = *view;
    let page = frame(share.map_or(locale, |s| s.terms.recipient.locale));
    let inviter = share.map_or_else(|| page.say("end-inviter"), |s| s.terms.creator.name.to_string());
    let until = |at: Timestamp| on_record(page.texts, at, &share.map_or_else(Zone::utc, |s| s.gate.zone.clone()));
    let (title, text) = match denied {
        Denied::SessionEnded => return session_ended(page.texts.locale()),
        Denied::Revoked { .. } => (page.say("end-revoked"), page.say_of("end-revoked-text", "inviter", &inviter)),
        Denied::Expired { at } => (page.say("end-expired"), page.say_of("end-expired-text", "until", &until(*at))),
        Denied::Exhausted => (page.say("end-exhausted"), page.say("end-exhausted-text")),
        Denied::Completed { .. } => (page.say("end-completed"), page.say("end-completed-text")),
    };
    let next = if token.is_some() { page.say_of("end-ask", "inviter", &inviter) } else { page.say("end-ask-again") };
    rendered(&Html { page, title, texts: vec![text, next], request: token, paste: false })
}

/// No session for this share, or one that a new link or password has ended.
pub fn session_ended(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    let texts = vec![page.say("end-session-text"), page.say("end-session-next")];
    rendered(&Html { page, title: page.say("end-session"), texts, request: None, paste: false })
}

/// A link that is none of ours, or no longer one. Says nothing more.
pub fn not_valid(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    let texts = vec![page.say("end-not-valid-next")];
    rendered(&Html { page, title: page.say("end-not-valid"), texts, request: None, paste: true })
}

/// The creator was told that the guest asks for a new link.
pub fn requested(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    let texts = vec![page.say("end-requested-text")];
    rendered(&Html { page, title: page.say("end-requested"), texts, request: None, paste: false })
}

/// A failure of ours, with the number under which operators find it.
pub fn failure(locale: Locale, trace_id: &str) -> Result<String, RenderError> {
    let page = frame(locale);
    let texts = vec![page.say("end-failure-text"), page.say_of("end-failure-trace", "trace", trace_id)];
    rendered(&Html { page, title: page.say("end-failure"), texts, request: None, paste: false })
}

/// An address that leads nowhere.
pub fn not_found(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    let texts = vec![page.say("end-not-found-next")];
    rendered(&Html { page, title: page.say("end-not-found"), texts, request: None, paste: true })
}

/// A form that was sent but refused, where no other page shows why.
pub fn stopped(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    let texts = vec![page.say("end-stopped-text")];
    rendered(&Html { page, title: page.say("end-stopped"), texts, request: None, paste: false })
}
