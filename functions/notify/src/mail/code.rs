//! The mail that brings the code. It has no link: who gets it without having asked has nothing to press.

use askama::Template;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    Timestamp,
    share::{Code, Creator, Share},
    value::Colour,
};
use vestibule_pages::{
    moments::on_record_until,
    render::{RenderError, rendered},
};

use super::{sender, subject::one_line, texts::texts};

/// What both forms of the mail say.
struct Content<'a> {
    lang: &'static str,
    dir: &'static str,
    subject: String,
    accent: Colour,
    hello: String,
    lede: String,
    code: &'a str,
    until: String,
    secret: String,
    unasked: String,
}

#[derive(Template)]
#[template(path = "code.txt")]
struct Plain<'a> {
    content: &'a Content<'a>,
}

#[derive(Template)]
#[template(path = "code.html", whitespace = "minimize")]
struct Html<'a> {
    content: &'a Content<'a>,
}

/// The code is not in the subject, which lock screens and lists of mails show. `contact`: whom its guest can ask.
pub fn code(share: &Share, contact: &Creator, code: &Code, until: Timestamp) -> Result<Mail, RenderError> {
    let terms = &share.terms;
    let texts = texts(terms.recipient.locale);
    let org = terms.org_name.as_str();
    let values = [
        ("org", org.into()),
        ("title", terms.title.as_str().into()),
        ("inviter", terms.creator.name.as_str().into()),
        ("guest", terms.recipient.name.as_str().into()),
        ("until", on_record_until(texts, until, &share.gate.zone).into()),
    ];
    let ask = [("inviter", contact.name.as_str().into()), ("email", contact.email.readable().into())];
    let content = Content {
        lang: texts.lang(),
        dir: texts.dir(),
        subject: one_line(&texts.say_with("code-subject", &values)),
        accent: terms.branding.accent.unwrap_or_default().colour(),
        hello: texts.say_with("mail-hello", &values),
        lede: texts.say_with("code-lede", &values),
        code: code.expose(),
        until: texts.say_with("code-until", &values),
        secret: texts.say_with("code-secret", &values),
        unasked: texts.say_with("code-unasked", &ask),
    };
    let (text, html) = (rendered(&Plain { content: &content })?, rendered(&Html { content: &content })?);
    Ok(Mail { sender: sender::of_org(texts, terms), text, html, subject: content.subject })
}
