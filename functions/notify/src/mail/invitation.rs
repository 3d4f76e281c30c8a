//! The mail that brings a guest their link, which stands on a line of its own, as does the code.

use askama::Template;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    share::{AskedOfReader, Creator, LeftToDo, Share, UpFront},
    value::{Colour, Paragraphs},
};
use vestibule_pages::{
    asked::{Asked, decides},
    moments::on_record,
    paragraphs::{paragraphs, quoted},
    render::{RenderError, rendered},
};

use super::{
    sender,
    subject::one_line,
    texts::{questions, texts},
};

/// What both forms of the mail say.
struct Content<'a> {
    lang: &'static str,
    dir: &'static str,
    subject: String,
    accent: Colour,
    hello: String,
    lede: String,
    /// What the document is called, beside its number.
    document: Option<&'a str>,
    tasks: Option<String>,
    asked: Asked<'a>,
    until_label: String,
    until: String,
    wrote: String,
    instructions: Option<&'a str>,
    open: String,
    link_label: String,
    link: &'a str,
    code_label: String,
    code: &'a str,
    password: Option<String>,
    mailed_code: Option<String>,
    accesses: Option<String>,
    personal: String,
    questions: String,
    org: &'a str,
}

#[derive(Template)]
#[template(path = "invitation.txt")]
struct Plain<'a> {
    content: &'a Content<'a>,
    instructions: Option<String>,
}

#[derive(Template)]
#[template(path = "invitation.html", whitespace = "minimize")]
struct Html<'a> {
    content: &'a Content<'a>,
    instructions: Vec<String>,
}

/// `up_front`: what is asked for or shown, as it is now. `link` holds the secret after its `#`; `code` is that secret alone,
/// for pasting. `contact`: whom its guest can ask.
pub fn invitation(
    share: &Share,
    contact: &Creator,
    up_front: &UpFront,
    link: &str,
    code: &str,
) -> Result<Mail, RenderError> {
    let (terms, gate) = (&share.terms, &share.gate);
    let texts = texts(terms.recipient.locale);
    let (org, title) = (terms.org_name.as_str(), terms.title.as_str());
    let inviter = terms.creator.name.as_str();
    let count = |id: &str, n: usize| texts.say_with(id, &[("count", n.into())]);
    let place = link.split('#').next().unwrap_or(link);
    let nothing = LeftToDo::default();
    let (left, named) = match up_front {
        UpFront::Tasks(left) => (left, None),
        UpFront::Document(named) => (&nothing, named.as_ref()),
    };
    let revision = terms.scope.as_document().map_or("", |shared| shared.code.as_str());
    let values = [
        ("revision", revision.into()),
        ("inviter", inviter.into()),
        ("org", org.into()),
        ("title", title.into()),
        ("task", left.named.first().map_or("", |task| task.spec.title.as_str()).into()),
        ("count", left.all.into()),
    ];
    // What it asks for by its name, where it is one thing and may be named.
    let (subject, lede) = match &left.named[..] {
        _ if matches!(up_front, UpFront::Document(_)) => match share.asked_of_reader() {
            None => ("mail-subject-document", "mail-lede-document"),
            Some(AskedOfReader::Decision) => ("mail-subject-decide", "mail-lede-decide"),
            Some(AskedOfReader::Note) => ("mail-subject-note", "mail-lede-note"),
        },
        _ if left.all == 0 => ("mail-subject-nothing", "mail-lede-nothing"),
        [only] if left.all == 1 && decides(&only.spec, share) => ("mail-subject-decision", "mail-lede-decision"),
        [_] if left.all == 1 => ("mail-subject-task", "mail-lede-task"),
        _ => ("mail-subject", "mail-lede"),
    };
    let content = Content {
        lang: texts.lang(),
        dir: texts.dir(),
        subject: one_line(&texts.say_with(subject, &values)),
        accent: share.terms.branding.accent.unwrap_or_default().colour(),
        hello: texts.say_with("mail-hello", &[("guest", terms.recipient.name.as_str().into())]),
        lede: texts.say_with(lede, &values),
        document: named.map(|document| document.title.as_str()),
        tasks: (left.all > 0).then(|| count("mail-tasks", left.all)),
        asked: Asked::new(texts, left, share),
        until_label: texts.say("mail-until"),
        until: on_record(texts, gate.expires_at, &gate.zone),
        wrote: texts.say_with("mail-wrote", &[("inviter", inviter.into())]),
        instructions: terms.instructions.as_ref().map(Paragraphs::as_str),
        open: texts.say("mail-open"),
        link_label: texts.say("mail-link"),
        link,
        code_label: texts.say_with("mail-code", &[("place", place.into())]),
        code,
        password: gate
            .password
            .is_some()
            .then(|| texts.say_with("mail-password", &[("inviter", contact.name.as_str().into())])),
        mailed_code: gate.code.then(|| texts.say("mail-code-later")),
        accesses: share.opens_left().map(|left| count("mail-accesses", left as usize)),
        personal: texts.say("mail-personal"),
        questions: questions(texts, contact.name.as_str(), &contact.email),
        org,
    };
    Ok(Mail {
        sender: sender::of_org(texts, terms),
        text: rendered(&Plain { content: &content, instructions: content.instructions.map(quoted) })?,
        html: rendered(&Html {
            content: &content,
            instructions: content.instructions.map(paragraphs).unwrap_or_default(),
        })?,
        subject: content.subject,
    })
}
