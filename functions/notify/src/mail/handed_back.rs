//! What staff handed back: to the guest who is asked once more, with what, why and their link; and to those who took part,
//! that another guest is asked.

use std::collections::BTreeSet;

use askama::Template;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    share::{Creator, Permission, Share},
    task::{HandedBack, Returned, ReturnedPart, WholeTask},
    value::Colour,
};
use vestibule_pages::{
    moments::on_record,
    paragraphs::{paragraphs, quoted},
    render::{RenderError, rendered},
    texts::{Texts, Value},
};

use super::{
    sender,
    subject::one_line,
    texts::{questions, texts},
};

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
    /// What of it their share does not let them give.
    cannot: Vec<String>,
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
    /// What else is asked for.
    password: Option<String>,
    mailed_code: Option<String>,
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

/// To a guest who is asked. `contact`: whom they can ask. `link` holds the secret after its `#`, and then that secret alone; `None`: its creator carries it.
pub fn handed_back(
    share: &Share,
    contact: &Creator,
    (whole, of): (&WholeTask, &HandedBack),
    link: Option<(&str, &str)>,
) -> Result<Mail, RenderError> {
    let texts = texts(share.terms.recipient.locale);
    let guest = share.recipient();
    let items: Vec<_> = whole.returned_to(of, guest).filter_map(|returned| Item::new(whole, returned)).collect();
    let (others, is_theirs) = (of.returned.len() > items.len(), !items.is_empty());
    let fields = whole.returned_to(of, guest).filter_map(|returned| whole.task.spec.field(&returned.field));
    let (given, not_given): (Vec<_>, Vec<_>) = fields.partition(|field| share.lets_give(field));
    let not_given: BTreeSet<_> = not_given.into_iter().map(Permission::to_give).collect();
    let corrects = is_theirs && (!given.is_empty() || not_given.is_empty());
    let next = Next::of(corrects, share.terms.permissions.contains(&Permission::CompleteTask));
    let (words, open) = (next.words(link.is_none()), next.open());
    let lede = if is_theirs { "back-lede" } else { "back-lede-others" };
    mail((share, contact), (whole, of), ("back-subject", lede), |values| More {
        items,
        others: (others && is_theirs).then(|| texts.say("back-others")),
        cannot: not_given.into_iter().map(|permission| texts.say_with(cannot(permission), values)).collect(),
        next: words.map(|words| texts.say_with(words, values)),
        until: Some(until(texts, share)),
        link: link.map(|link| Link::new((share, contact), texts.say(open), link)),
    })
}

/// What is left to a guest by their share.
enum Next {
    CorrectAndSend,
    /// Somebody else sends the task.
    Correct,
    /// Somebody else corrects it.
    Send,
    Look,
}

impl Next {
    fn of(corrects: bool, sends: bool) -> Self {
        match (corrects, sends) {
            (true, true) => Self::CorrectAndSend,
            (true, false) => Self::Correct,
            (false, true) => Self::Send,
            (false, false) => Self::Look,
        }
    }

    /// What is asked of them.
    fn words(&self, is_carried: bool) -> Option<&'static str> {
        match (self, is_carried) {
            (Self::CorrectAndSend, false) => Some("back-next"),
            (Self::CorrectAndSend, true) => Some("back-next-carried"),
            (Self::Correct, false) => Some("back-next-correct"),
            (Self::Correct, true) => Some("back-next-correct-carried"),
            (Self::Send, false) => Some("back-next-send"),
            (Self::Send, true) => Some("back-next-send-carried"),
            (Self::Look, _) => None,
        }
    }

    /// What the link is called.
    fn open(&self) -> &'static str {
        match self {
            Self::CorrectAndSend => "back-open",
            Self::Correct => "back-open-correct",
            Self::Send | Self::Look => "back-open-look",
        }
    }
}

fn cannot(permission: Permission) -> &'static str {
    if permission == Permission::UploadFiles { "back-cannot-add" } else { "back-cannot-answer" }
}

/// To a guest who has decided on it, and does so again once it is sent anew.
pub fn decide_again(
    share: &Share,
    contact: &Creator,
    (whole, of): (&WholeTask, &HandedBack),
    link: Option<(&str, &str)>,
) -> Result<Mail, RenderError> {
    let texts = texts(share.terms.recipient.locale);
    let next = if link.is_some() { "back-decide-next" } else { "back-decide-next-carried" };
    mail((share, contact), (whole, of), ("back-decide-subject", "back-decide-lede"), |values| More {
        next: Some(texts.say_with(next, values)),
        until: Some(until(texts, share)),
        link: link.map(|link| Link::new((share, contact), texts.say("back-decide-open"), link)),
        ..More::default()
    })
}

fn until(texts: Texts, share: &Share) -> (String, String) {
    (texts.say("mail-until"), on_record(texts, share.gate.expires_at, &share.gate.zone))
}

/// To a guest who took part, and of whom nothing is asked.
pub fn handed_back_news(
    share: &Share,
    contact: &Creator,
    (whole, of): (&WholeTask, &HandedBack),
) -> Result<Mail, RenderError> {
    mail((share, contact), (whole, of), ("back-news-subject", "back-news-lede"), |_| More::default())
}

/// What is told beside that it happened.
#[derive(Default)]
struct More<'a> {
    items: Vec<Item<'a>>,
    others: Option<String>,
    cannot: Vec<String>,
    next: Option<String>,
    until: Option<(String, String)>,
    link: Option<Link<'a>>,
}

fn mail<'a>(
    (share, contact): (&'a Share, &Creator),
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
        ("inviter", contact.name.as_str().into()),
        ("email", contact.email.readable().into()),
    ];
    let More { items, others, cannot, next, until, link } = told(&values);
    let content = Content {
        texts,
        subject: one_line(&texts.say_with(subject, &values)),
        org,
        accent: terms.branding.accent.unwrap_or_default().colour(),
        hello: texts.say_with("mail-hello", &values),
        lede: texts.say_with(lede, &values),
        items,
        others,
        cannot,
        next,
        until,
        link,
        questions: questions(texts, contact.name.as_str(), &contact.email),
    };
    let (text, html) = (rendered(&Plain { content: &content })?, rendered(&Html { content: &content })?);
    Ok(Mail { sender: sender::of_org(texts, terms), text, html, subject: content.subject })
}

impl<'a> Link<'a> {
    fn new((share, contact): (&Share, &Creator), open: String, (address, code): (&'a str, &'a str)) -> Self {
        let texts = texts(share.terms.recipient.locale);
        let inviter = [("inviter", contact.name.as_str().into())];
        Self {
            open,
            label: texts.say("mail-link"),
            address,
            code_label: texts.say_with("mail-code", &[("place", address.split('#').next().unwrap_or(address).into())]),
            code,
            password: share.gate.password.is_some().then(|| texts.say_with("back-password", &inviter)),
            mailed_code: share.gate.code.then(|| texts.say("mail-code-later")),
            personal: texts.say("mail-personal"),
        }
    }
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
