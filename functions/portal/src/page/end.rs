//! Pages at which a way ends: each says where the guest is and the one sensible next step.

use askama::Template;
use vestibule_domain::{
    share::{Denied, Share},
    value::{Locale, ShareId},
};
use vestibule_pages::{
    frame::Frame,
    moments::{on_record_on, on_record_until},
    render::{RenderError, rendered},
};

use super::frame::{frame, frame_of};

/// What the page of a dead link needs to know.
#[derive(Clone, Copy)]
pub struct DeadView<'a> {
    pub denied: &'a Denied,
    pub share: &'a Share,
    /// The guest came with the link, and can ask for a new one here.
    pub may_ask: bool,
}

#[derive(Template)]
#[template(path = "end.html", whitespace = "minimize")]
struct Html {
    page: Frame,
    /// Where it is known whose link it was.
    org: Option<String>,
    title: String,
    texts: Vec<String>,
    next: Next,
}

/// The one sensible next step, where it is a button.
enum Next {
    /// To ask for a new link of a share.
    Request(ShareId),
    /// To paste the code.
    Paste,
    /// To the work on a share.
    Work(ShareId),
    None,
}

fn end(page: Frame, name: &str, texts: Vec<String>, next: Next) -> Result<String, RenderError> {
    rendered(&Html { page, org: None, title: page.say(name), texts, next })
}

/// The same of a share, which says whose it is.
fn end_of(share: &Share, name: &str, texts: Vec<String>, next: Next) -> Result<String, RenderError> {
    let page = frame_of(&share.terms);
    let org = Some(share.terms.org_name.to_string());
    rendered(&Html { page, org, title: page.say(name), texts, next })
}

/// A link that once worked: revoked, expired, exceeded or completed.
pub fn dead(view: &DeadView<'_>) -> Result<String, RenderError> {
    let DeadView { denied, share, may_ask } = *view;
    let page = frame_of(&share.terms);
    let inviter = share.terms.creator.name.as_str();
    let zone = &share.gate.zone;
    let (title, text) = match denied {
        Denied::SessionEnded => return session_ended(page.texts.locale()),
        Denied::Replaced => return replaced(page.texts.locale()),
        Denied::Revoked { .. } => ("end-revoked", page.say_of("end-revoked-text", "inviter", inviter)),
        Denied::Expired { at } => {
            ("end-expired", page.say_of("end-expired-text", "until", &on_record_until(page.texts, *at, zone)))
        }
        Denied::Exhausted => ("end-exhausted", page.say("end-exhausted-text")),
        Denied::Completed { at } => {
            ("end-completed", page.say_of("end-completed-text", "when", &on_record_on(page.texts, *at, zone)))
        }
    };
    // Nobody here knows whether they still work there: who stands in for them is told then.
    let ask = [("inviter", inviter.into()), ("org", share.terms.org_name.as_str().into())];
    let ask = if may_ask { page.texts.say_with("end-ask", &ask) } else { page.say("end-ask-again") };
    end_of(share, title, vec![text, ask], if may_ask { Next::Request(share.id()) } else { Next::None })
}

/// No session for this share, or one that a new link or password has ended.
pub fn session_ended(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    end(page, "end-session", vec![page.say("end-session-text"), page.say("end-session-next")], Next::None)
}

/// The browser has not kept the cookie that it was just given.
pub fn no_cookie(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    end(page, "end-cookie", vec![page.say("end-cookie-text"), page.say("end-cookie-next")], Next::None)
}

/// The share is open in this browser already.
pub fn opened_before(share: &Share) -> Result<String, RenderError> {
    let page = frame_of(&share.terms);
    let text = page.say_of("end-opened-text", "title", share.terms.title.as_str());
    end_of(share, "end-opened", vec![text], Next::Work(share.id()))
}

/// A link that is none of ours. Says nothing more.
pub fn not_valid(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    end(page, "end-not-valid", vec![page.say("end-not-valid-next")], Next::Paste)
}

/// A link that was ours until there was a newer one.
pub fn replaced(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    end(page, "end-replaced", vec![page.say("end-replaced-text"), page.say("end-replaced-next")], Next::None)
}

/// The creator was told that the guest asks for a new link.
pub fn requested(share: &Share) -> Result<String, RenderError> {
    let page = frame_of(&share.terms);
    end_of(share, "end-requested", vec![page.say("end-requested-text")], Next::None)
}

/// A failure of ours, with the number under which operators find it.
pub fn failure(share: Option<ShareId>, locale: Locale, trace_id: &str) -> Result<String, RenderError> {
    let page = frame(locale);
    let texts = vec![page.say("end-failure-text"), page.say_of("end-failure-trace", "trace", trace_id)];
    end(page, "end-failure", texts, share.map_or(Next::None, Next::Work))
}

/// An address that leads nowhere.
pub fn not_found(locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    end(page, "end-not-found", vec![page.say("end-not-found-next")], Next::Paste)
}

/// A form that was sent but refused, where no other page shows why.
pub fn stopped(share: Option<ShareId>, locale: Locale) -> Result<String, RenderError> {
    let page = frame(locale);
    end(page, "end-stopped", vec![page.say("end-stopped-text")], share.map_or(Next::None, Next::Work))
}
