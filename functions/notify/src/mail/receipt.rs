//! The receipt: what the guest completed, in their language. It has no file, and no link that lets anybody in.

use askama::Template;
use jiff::Timestamp;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    audit::Head,
    file::Manifest,
    share::{Share, Terms},
    task::{Assignee, Contribution, Field, HandedBack, Returned, SentFile, WholeTask},
};
use vestibule_pages::{
    decision::{files_decided_on, told_in_receipt},
    field::{misnamed, received_by_field, returned_file, shown, takes_files},
    moments::on_record,
    paragraphs::beside_name,
    render::{RenderError, rendered},
    rounds::rounds_left_out,
    size::size,
    texts::Texts,
};

use super::{sender, subject::one_line, texts::texts};

/// How long the answers of all tasks together can be, in bytes: mail programs cut what is longer than some 100 kB. A task
/// for which too little is left is told without its answers.
const MAX_ANSWERS: usize = 30_000;

/// What both forms of the mail say.
pub(super) struct Content<'a> {
    pub(super) texts: Texts,
    pub(super) subject: String,
    pub(super) hello: String,
    pub(super) lede: String,
    pub(super) next: Option<String>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) tasks: Vec<Part<'a>>,
    pub(super) check: String,
    pub(super) org: &'a str,
}

/// One task, or the document.
pub(super) struct Part<'a> {
    pub(super) title: &'a str,
    pub(super) at: String,
    pub(super) by: &'a str,
    /// What was decided, and on which files.
    pub(super) decided: Vec<(String, String)>,
    pub(super) references: Vec<FileLine>,
    pub(super) answers: Vec<(&'a str, Vec<String>)>,
    /// They are too long for a mail.
    pub(super) left_out: bool,
    pub(super) files: Vec<(&'a str, Vec<FileLine>)>,
    /// Files that the guest sent too and that are no part of it.
    pub(super) files_left_out: Vec<&'a str>,
    pub(super) record: Head,
    /// Which round it ends, and what was handed back before; empty in the first.
    pub(super) rounds: Vec<String>,
}

pub(super) struct FileLine {
    name: String,
    size: String,
    sha256: String,
    /// What it is, where its name says something else.
    misnamed: Option<String>,
}

#[derive(Template)]
#[template(path = "receipt.txt")]
struct Plain<'a> {
    content: &'a Content<'a>,
}

#[derive(Template)]
#[template(path = "receipt.html", whitespace = "minimize")]
struct Html<'a> {
    content: &'a Content<'a>,
}

/// Of tasks that were completed through the share, or decided in.
pub fn receipt(share: &Share, tasks: &[WholeTask], now: Timestamp) -> Result<Mail, RenderError> {
    let (terms, gate) = (&share.terms, &share.gate);
    let texts = texts(terms.recipient.locale);
    let (org, title) = (terms.org_name.as_str(), terms.title.as_str());
    let mut values = vec![
        ("org", org.into()),
        ("title", title.into()),
        ("inviter", terms.creator.name.as_str().into()),
        ("guest", terms.recipient.name.as_str().into()),
        ("count", tasks.len().into()),
        ("until", on_record(texts, gate.expires_at, &gate.zone).into()),
    ];
    values.extend(tasks.first().map(|whole| ("task", whole.task.spec.title.as_str().into())));
    let mut room = MAX_ANSWERS;
    let who = Assignee::guest(&terms.recipient.email);
    let parts = tasks.iter().filter_map(|whole| Some((whole, whole.task.contribution(share.recipient(), &who)?)));
    let next = match (share.openable(now).is_ok(), gate.completed_at) {
        (false, _) => None,
        (true, Some(_)) => Some("receipt-all-done"),
        (true, None) => Some("receipt-back"),
    };
    let content = Content {
        texts,
        subject: one_line(&texts.say_with("receipt-subject", &values)),
        hello: texts.say_with("mail-hello", &values),
        lede: texts.say_with("receipt-lede", &values),
        next: next.map(|id| texts.say_with(id, &values)),
        facts: vec![
            (texts.say("receipt-run"), title.to_owned()),
            (texts.say("receipt-to"), texts.say_with("receipt-to-value", &values)),
            (texts.say("receipt-share"), share.id().to_string()),
        ],
        tasks: parts.map(|(whole, own)| Part::new(texts, share, (whole, own, &who), &mut room)).collect(),
        check: texts.say_with("receipt-check", &values),
        org,
    };
    content.written(terms)
}

impl<'a> Part<'a> {
    fn new(
        texts: Texts,
        share: &Share,
        (whole, own, who): (&'a WholeTask, Contribution<'a>, &Assignee),
        room: &mut usize,
    ) -> Self {
        let task = &whole.task;
        let answer = |field: &'a Field| (field.label.as_str(), shown(texts, field, task.work.answer(&field.slug)));
        let answers: Vec<_> = task.spec.fields.iter().filter(|field| !takes_files(field)).map(answer).collect();
        let length: usize =
            answers.iter().flat_map(|(label, lines)| lines.iter().map(|line| label.len() + line.len())).sum();
        let left_out = length > *room;
        if !left_out {
            *room -= length;
        }
        let files = received_by_field(whole, Some(share.recipient())).into_iter();
        let decided = told_in_receipt(texts, whole, (who, &share.gate.zone));
        let references = if decided.is_some() { share.terms.references(&task.spec) } else { &[] };
        Self {
            title: task.spec.title.as_str(),
            at: on_record(texts, own.at, &share.gate.zone),
            by: own.by.as_str(),
            decided: decided.unwrap_or_default(),
            references: references
                .iter()
                .map(|file| FileLine::of(texts, &file.manifest))
                .chain(files_decided_on(whole, who).into_iter().map(|file| FileLine::new(texts, file)))
                .collect(),
            answers: if left_out { vec![] } else { answers },
            left_out,
            files: files
                .map(|(label, files)| (label, files.iter().map(|f| FileLine::new(texts, f)).collect()))
                .collect(),
            files_left_out: whole.left_out_of(share.id()).map(|upload| upload.manifest.name.as_str()).collect(),
            record: own.record,
            rounds: rounds(texts, share, whole),
        }
    }
}

/// In words: the round that it ends, and for each before it when it was handed back, what of it and why.
fn rounds(texts: Texts, share: &Share, whole: &WholeTask) -> Vec<String> {
    if whole.handed_back.is_empty() {
        return vec![];
    }
    let round = |number: u16| texts.say_with("receipt-round", &[("round", usize::from(number).into())]);
    let org = share.terms.org_name.as_str();
    let back = |of: &HandedBack| {
        let when = on_record(texts, of.at, &share.gate.zone);
        let line = format!(
            "{}: {}",
            round(of.round),
            texts.say_with("receipt-back-on", &[("org", org.into()), ("when", when.into())])
        );
        let item = |returned: &Returned| {
            let label = whole.task.spec.field(&returned.field).map_or("", |field| field.label.as_str());
            let name = returned_file(whole, returned).map(|sent| sent.upload.manifest.name.to_string());
            let what = name.map_or_else(|| label.to_owned(), |name| format!("{label} – {name}"));
            format!("{what}: {}", returned.reason.as_str().split_whitespace().collect::<Vec<_>>().join(" "))
        };
        std::iter::once(line).chain(whole.returned_to(of, share.recipient()).map(item)).collect::<Vec<_>>()
    };
    let earlier = whole.handed_back.iter().flat_map(back);
    let left_out = rounds_left_out(texts, whole);
    std::iter::once(round(whole.task.state.rounds.current())).chain(left_out).chain(earlier).collect()
}

impl FileLine {
    fn new(texts: Texts, file: &SentFile) -> Self {
        Self { misnamed: misnamed(texts, file), ..Self::of(texts, &file.upload.manifest) }
    }

    pub(super) fn of(texts: Texts, manifest: &Manifest) -> Self {
        let (name, sha256) = (manifest.name.to_string(), manifest.sha256.to_string());
        Self { name, size: size(texts, manifest.size), sha256, misnamed: None }
    }
}

impl Content<'_> {
    /// What somebody typed, after its name.
    #[expect(clippy::unused_self, reason = "templates call it")]
    fn beside(&self, value: &str) -> String {
        beside_name(value)
    }

    pub(super) fn written(self, terms: &Terms) -> Result<Mail, RenderError> {
        let (text, html) = (rendered(&Plain { content: &self })?, rendered(&Html { content: &self })?);
        Ok(Mail { sender: sender::of_org(self.texts, terms), text, html, subject: self.subject })
    }

    fn say(&self, id: &str) -> String {
        self.texts.say(id)
    }

    fn record(&self, record: &Head) -> String {
        self.texts.say_with("receipt-record", &[("seq", record.seq.to_string().into())])
    }
}
