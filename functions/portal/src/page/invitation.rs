//! The page before the door: who asks, for what, until when, and what the guest agrees to.

use askama::Template;
use vestibule_api::guest::NotOpened;
use vestibule_domain::{
    share::{AskedOfReader, LeftToDo, NamedDocument, UpFront},
    value::{Locale, ShareId},
};
use vestibule_pages::{
    asked::Asked,
    frame::Frame,
    moments::{Moment, moment, on_record_on},
    paragraphs::paragraphs,
    render::{RenderError, rendered},
};

use super::{
    agreed::Agreed,
    document::words_of,
    frame::frame_in,
    not_opened::{Part, code_again, errors},
    opening::{InvitationView, Proofs},
};
use crate::filled::Filled;

#[derive(Template)]
#[template(path = "invitation.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    /// The address of the page, to which a language is added.
    here: String,
    /// The language of what is agreed to.
    agreed_in: Language,
    /// The same of the disclaimer: not every org has one in every language.
    accepted_in: Language,
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
    until_name: String,
    /// Of the document that is shared, where it may be named: its title, and what kind it is.
    document: Option<(&'a str, &'a str)>,
    accesses: Option<String>,
    instructions: Vec<String>,
    notice: Agreed,
    notice_hash: String,
    disclaimer: Agreed,
    disclaimer_hash: String,
    proofs: Proofs,
    share: ShareId,
    filled: &'a Filled,
    /// What became of asking for the code once more.
    code_again: Option<String>,
    not_you: String,
    /// Each with its part of the form.
    errors: Vec<(Part, String)>,
    /// Continue was pressed on these very texts, so that what comes before the error was ticked.
    pressed: bool,
    /// What was filled in before has the box of the notice ticked, or that of the disclaimer.
    ticked: (bool, bool),
}

/// In which language a text is.
struct Language {
    tag: &'static str,
    /// Its name, where the page speaks another.
    other: Option<&'static str>,
}

impl Language {
    fn new(page: Frame, locale: Locale) -> Self {
        let is_other = locale != page.texts.locale();
        Self { tag: locale.tag(), other: is_other.then(|| vestibule_pages::language::name(locale)) }
    }
}

/// The page of the invitation, and the same when opening was refused. What was ticked before a refusal stays ticked.
pub fn invitation(view: &InvitationView<'_>) -> Result<String, RenderError> {
    let InvitationView { share, texts, up_front, now, lang, .. } = *view;
    let nothing = LeftToDo::default();
    let (left, document) = match up_front {
        UpFront::Tasks(left) => (left, None),
        UpFront::Document(named) => (&nothing, Some(named)),
    };
    let (terms, gate) = (&share.terms, &share.gate);
    let agreed = terms.recipient.locale;
    let page = frame_in(terms, lang.unwrap_or(agreed));
    let count = |id: &str, n: usize| page.texts.say_with(id, &[("count", n.into())]);
    let (inviter, org) = (terms.creator.name.as_str(), terms.org_name.as_str());
    let not_you = if gate.who_opens { "invitation-not-you-acting" } else { "invitation-not-you" };
    let (proofs, before) = (Proofs::of(view, page), texts.before.as_ref());
    // Where the code goes is told in part only, so the rest of it stands nowhere else.
    let address = &terms.recipient.email;
    let email = if proofs.has_code() { address.hidden() } else { address.readable() };
    let guest = [("guest", terms.recipient.name.as_str().into()), ("email", email.into())];
    rendered(&Html {
        page,
        here: format!("/i/{}?", share.id()),
        agreed_in: Language::new(page, agreed),
        accepted_in: Language::new(page, terms.disclaimer_locale.unwrap_or(agreed)),
        title: terms.title.as_str(),
        done: gate.completed_at.is_some(),
        org,
        inviter,
        heading: if let Some(at) = gate.completed_at {
            let when = on_record_on(page.texts, at, &gate.zone);
            page.texts.say_with("invitation-heading-completed", &[("org", org.into()), ("when", when.into())])
        } else {
            let id = match (document, left.all) {
                (Some(_), _) => match share.asked_of_reader() {
                    None => "invitation-heading-document",
                    Some(AskedOfReader::Decision) => "invitation-heading-decision",
                    Some(AskedOfReader::Note) => "invitation-heading-note",
                },
                (None, 0) => "invitation-heading-nothing",
                (None, _) => "invitation-heading",
            };
            let values = [("inviter", inviter.into()), ("org", org.into()), ("count", left.all.into())];
            page.texts.say_with(id, &values)
        },
        next: page.say(match (gate.completed_at, &proofs.mail_code_to) {
            (Some(_), _) => "invitation-next-completed",
            (None, Some(_)) => "invitation-next-code",
            (None, None) if document.is_some() && share.asked_of_reader().is_none() => "invitation-next-document",
            (None, None) => "invitation-next-text",
        }),
        zone: gate.zone.as_str(),
        until: moment(page.texts, gate.expires_at, &gate.zone, now),
        asked: Asked::new(page.texts, left, share),
        until_name: page.say(if document.is_some() { "work-until" } else { "invitation-until" }),
        document: document.and_then(Option::as_ref).map(named),
        accesses: share.opens_left().map(|left| count("invitation-accesses-value", left as usize)),
        instructions: terms.instructions.as_ref().map(|i| paragraphs(i.as_str())).unwrap_or_default(),
        notice: Agreed::of(&texts.notice, before.map(|before| &*before.notice)),
        notice_hash: terms.notice.to_string(),
        disclaimer: texts
            .disclaimer
            .as_deref()
            .map_or_else(Agreed::default, |text| Agreed::of(text, before.map(|before| &*before.disclaimer))),
        disclaimer_hash: terms.disclaimer.map(|sha256| sha256.to_string()).unwrap_or_default(),
        errors: errors(page, view, &proofs),
        pressed: view.refused.is_some_and(|refused| refused != NotOpened::CodeTooOften)
            && view.ticked == Some(terms.agreed_to()),
        ticked: (view.filled.consent == Some(terms.notice), view.filled.disclaimer == terms.disclaimer),
        proofs,
        share: share.id(),
        filled: view.filled,
        code_again: code_again(page, view),
        not_you: page.texts.say_with(not_you, &guest),
    })
}

fn named(document: &NamedDocument) -> (&str, &str) {
    (document.title.as_str(), words_of(&document.kind))
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
        self.errors.iter().find(|(p, _)| *p == part).map(|(_, text)| text.as_str())
    }

    /// Where the summary's links lead, and what they say.
    fn summary(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let mailed = self.proofs.code.is_some();
        self.errors.iter().map(move |(part, text)| (part.anchor(mailed), text.as_str()))
    }

    /// Whether Continue was pressed on these very texts, and what comes before this was right.
    fn stopped_after(&self, is_later: impl Fn(Part) -> bool) -> bool {
        self.pressed && self.errors.first().is_some_and(|(part, _)| is_later(*part))
    }

    /// The consent is looked at first, so every other refusal means that it was given.
    fn consented(&self) -> bool {
        self.ticked.0 || self.stopped_after(|part| part != Part::Consent)
    }

    fn accepted(&self) -> bool {
        self.ticked.1 || self.stopped_after(|part| part != Part::Consent && part != Part::Disclaimer)
    }
}
