//! The mail that brings a guest their link, which stands on a line of its own, as does the code.

use askama::Template;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    share::{Scope, Share},
    task::Spec,
    value::{Colour, Paragraphs},
};
use vestibule_pages::{
    asked::{Asked, decides},
    moments::on_record,
    paragraphs::{paragraphs, quoted},
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
    tasks: String,
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

/// Of `asked`, the tasks that may be named up front. `link` holds the secret after its `#`; `code` is that secret alone,
/// for pasting.
pub fn invitation(share: &Share, asked: &[Spec], link: &str, code: &str) -> Result<Mail, RenderError> {
    let (terms, gate) = (&share.terms, &share.gate);
    let Scope::Tasks(scope) = &terms.scope;
    let texts = texts(terms.recipient.locale);
    let (org, title) = (terms.org_name.as_str(), terms.title.as_str());
    let inviter = terms.creator.name.as_str();
    let count = |id: &str, n: usize| texts.say_with(id, &[("count", n.into())]);
    let place = link.split('#').next().unwrap_or(link);
    let values = [
        ("inviter", inviter.into()),
        ("org", org.into()),
        ("title", title.into()),
        ("task", asked.first().map_or("", |spec| spec.title.as_str()).into()),
        ("count", scope.tasks.len().into()),
    ];
    // What it asks for by its name, where it is one thing and may be named.
    let (subject, lede) = match asked {
        [only] if scope.tasks.len() == 1 && decides(only, share) => ("mail-subject-decision", "mail-lede-decision"),
        [_] if scope.tasks.len() == 1 => ("mail-subject-task", "mail-lede-task"),
        _ => ("mail-subject", "mail-lede"),
    };
    let content = Content {
        lang: texts.lang(),
        dir: texts.dir(),
        subject: one_line(&texts.say_with(subject, &values)),
        accent: share.terms.branding.accent.unwrap_or_default().colour(),
        hello: texts.say_with("mail-hello", &[("guest", terms.recipient.name.as_str().into())]),
        lede: texts.say_with(lede, &values),
        tasks: count("mail-tasks", scope.tasks.len()),
        asked: Asked::new(texts, asked, share),
        until_label: texts.say("mail-until"),
        until: on_record(texts, gate.expires_at, &gate.zone),
        wrote: texts.say_with("mail-wrote", &[("inviter", inviter.into())]),
        instructions: terms.instructions.as_ref().map(Paragraphs::as_str),
        open: texts.say("mail-open"),
        link_label: texts.say("mail-link"),
        link,
        code_label: texts.say_with("mail-code", &[("place", place.into())]),
        code,
        password: gate.password.is_some().then(|| texts.say_with("mail-password", &[("inviter", inviter.into())])),
        mailed_code: gate.code.then(|| texts.say("mail-code-later")),
        accesses: share.opens_left().map(|left| count("mail-accesses", left as usize)),
        personal: texts.say("mail-personal"),
        questions: texts.say_with(
            "mail-questions",
            &[("inviter", inviter.into()), ("email", terms.creator.email.readable().into())],
        ),
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
