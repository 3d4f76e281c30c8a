//! What staff handed back: to the guest who is asked once more, with what, why and their link; and to those who took part,
//! that another guest is asked.

use askama::Template;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    share::Share,
    task::{HandedBack, Returned, ReturnedPart, WholeTask},
    value::Colour,
};
use vestibule_pages::{
    moments::on_record,
    paragraphs::{paragraphs, quoted},
    render::{RenderError, rendered},
    texts::{Texts, Value},
};

use super::{sender, subject::one_line, texts::texts};

/// What both forms of the mail say.
struct Content<'a> {
    texts: Texts,
    subject: String,
    org: &'a str,
    accent: Colour,
    hello: String,
    lede: String,
    items: Vec<Item<'a>>,
    /// That a file of somebody else came back, too.
    others: Option<String>,
    next: Option<String>,
    /// What it is called, and the instant.
    until: Option<(String, String)>,
    link: Option<Link<'a>>,
    questions: String,
}

/// One answer or file, and why it came back.
struct Item<'a> {
    label: &'a str,
    file: Option<&'a str>,
    reason: &'a str,
}

struct Link<'a> {
    open: String,
    label: String,
    address: &'a str,
    code_label: String,
    code: &'a str,
    personal: String,
}

#[derive(Template)]
#[template(path = "handed_back.txt")]
struct Plain<'a> {
    content: &'a Content<'a>,
}

#[derive(Template)]
#[template(path = "handed_back.html", whitespace = "minimize")]
struct Html<'a> {
    content: &'a Content<'a>,
}

/// To a guest who is asked. `link` holds the secret after its `#`, and then that secret alone; `None`: its creator carries it.
pub fn handed_back(
    share: &Share,
    (whole, of): (&WholeTask, &HandedBack),
    link: Option<(&str, &str)>,
) -> Result<Mail, RenderError> {
    let texts = texts(share.terms.recipient.locale);
    let guest = share.recipient();
    let items: Vec<_> = whole.returned_to(of, guest).filter_map(|returned| Item::new(whole, returned)).collect();
    let others = of.returned.len() > items.len();
    let next = if link.is_some() { "back-next" } else { "back-next-carried" };
    let until = (texts.say("mail-until"), on_record(texts, share.gate.expires_at, &share.gate.zone));
    let link = link.map(|(address, code)| Link {
        open: texts.say("back-open"),
        label: texts.say("mail-link"),
        address,
        code_label: texts.say_with("mail-code", &[("place", address.split('#').next().unwrap_or(address).into())]),
        code,
        personal: texts.say("mail-personal"),
    });
    mail(share, (whole, of), ("back-subject", "back-lede"), |values| More {
        items,
        others: others.then(|| texts.say("back-others")),
        next: Some(texts.say_with(next, values)),
        until: Some(until),
        link,
    })
}

/// To a guest who took part, and of whom nothing is asked.
pub fn handed_back_news(share: &Share, (whole, of): (&WholeTask, &HandedBack)) -> Result<Mail, RenderError> {
    mail(share, (whole, of), ("back-news-subject", "back-news-lede"), |_| More::default())
}

/// What is told beside that it happened.
#[derive(Default)]
struct More<'a> {
    items: Vec<Item<'a>>,
    others: Option<String>,
    next: Option<String>,
    until: Option<(String, String)>,
    link: Option<Link<'a>>,
}

fn mail<'a>(
    share: &'a Share,
    (whole, of): (&WholeTask, &HandedBack),
    (subject, lede): (&str, &str),
    told: impl FnOnce(&[(&'static str, Value<'_>)]) -> More<'a>,
) -> Result<Mail, RenderError> {
    let terms = &share.terms;
    let texts = texts(terms.recipient.locale);
    let org = terms.org_name.as_str();
    let values: [(&'static str, Value<'_>); 7] = [
        ("org", org.into()),
        ("title", terms.title.as_str().into()),
        ("task", whole.task.spec.title.as_str().into()),
        ("by", of.by.as_str().into()),
        ("guest", terms.recipient.name.as_str().into()),
        ("inviter", terms.creator.name.as_str().into()),
        ("email", terms.creator.email.readable().into()),
    ];
    let More { items, others, next, until, link } = told(&values);
    let content = Content {
        texts,
        subject: one_line(&texts.say_with(subject, &values)),
        org,
        accent: terms.branding.accent.unwrap_or_default().colour(),
        hello: texts.say_with("mail-hello", &values),
        lede: texts.say_with(lede, &values),
        items,
        others,
        next,
        until,
        link,
        questions: texts.say_with("mail-questions", &values),
    };
    let (text, html) = (rendered(&Plain { content: &content })?, rendered(&Html { content: &content })?);
    Ok(Mail { sender: sender::of_org(texts, terms), text, html, subject: content.subject })
}

impl<'a> Item<'a> {
    fn new(whole: &'a WholeTask, returned: &'a Returned) -> Option<Self> {
        let label = whole.task.spec.field(&returned.field)?.label.as_str();
        let file = match &returned.what {
            ReturnedPart::Answer(_) => None,
            ReturnedPart::File(upload) => {
                let sent = whole.files.iter().find(|sent| sent.upload.id == *upload);
                sent.map(|sent| sent.upload.manifest.name.as_str())
            }
        };
        Some(Self { label, file, reason: returned.reason.as_str() })
    }

    fn quoted(&self) -> String {
        quoted(self.reason)
    }

    fn paragraphs(&self) -> Vec<String> {
        paragraphs(self.reason)
    }
}
