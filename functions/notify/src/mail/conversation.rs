//! What was written beside tasks, or a document, since the last mail: to the share's creator what the guest wrote and sent, to the guest
//! what staff answered.

use askama::Template;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    file::Stage,
    outbox::Bundle,
    share::{Permission, Share},
    task::{Comment, SentFile, WholeTask},
    value::{Colour, Zone},
};
use vestibule_pages::{
    moments::on_record,
    paragraphs::{paragraphs, quoted},
    render::{RenderError, rendered},
    size::size,
    texts::{Texts, Value},
};

use super::{owner::in_place, sender, subject::one_line, texts::texts};
use crate::Owner;

/// What both forms of the mail say.
struct Content<'a> {
    texts: Texts,
    subject: String,
    accent: Colour,
    hello: String,
    /// Why somebody reads it who did not create the share.
    in_place: Option<String>,
    lede: String,
    next: Option<String>,
    tasks: Vec<Part<'a>>,
    share: String,
}

/// What is written beside.
#[derive(Debug)]
pub enum Beside {
    Tasks(Vec<WholeTask>),
    /// The document of the share: what was written, oldest first.
    Document(Vec<Comment>),
}

/// One task, or the document.
struct Part<'a> {
    title: &'a str,
    comments: Vec<Said<'a>>,
    /// What is said of files, if there are any, and each with its size.
    files: Vec<String>,
}

struct Said<'a> {
    by: &'a str,
    at: String,
    text: &'a str,
}

/// In whose language the mail is, and in whose zone it says times.
#[derive(Clone, Copy)]
struct Reader<'a> {
    texts: Texts,
    zone: &'a Zone,
}

/// As who it is sent, and whom of staff it names.
struct To<'a> {
    texts: Texts,
    name: &'a str,
    in_place: Option<String>,
    sender: String,
}

/// Which texts the mail has.
struct Words {
    subject: &'static str,
    hello: &'static str,
    lede: &'static str,
    next: Option<&'static str>,
}

/// To the creator, where files came and nothing was written.
const OWNER: Words =
    Words { subject: "owner-news-sent-subject", hello: "owner-hello", lede: "owner-news-sent", next: None };
const GUEST: Words = Words { subject: "answer-subject", hello: "mail-hello", lede: "answer-lede", next: None };

#[derive(Template)]
#[template(path = "conversation.txt")]
struct Plain<'a> {
    content: &'a Content<'a>,
}

#[derive(Template)]
#[template(path = "conversation.html", whitespace = "minimize")]
struct Html<'a> {
    content: &'a Content<'a>,
}

/// To the creator: what the guest of the share wrote in the bundle, and the files that came since it began. Once the
/// share is completed, its creator knows of the files. `None`: there is nothing to tell.
pub fn guest_news(
    share: &Share,
    owner: &Owner,
    (beside, bundle): (&Beside, &Bundle),
) -> Result<Option<Mail>, RenderError> {
    let creator = &owner.reader;
    let reader = Reader { texts: texts(creator.locale), zone: &creator.zone };
    let comment = |comment: &Comment| !comment.is_from_staff();
    let file = |file: &SentFile| share.gate.completed_at.is_none() && came_since(file, bundle);
    let parts = parts(reader, share, (beside, bundle), (comment, file));
    let wrote = parts.iter().any(|part| !part.comments.is_empty());
    let words = if wrote {
        let (lede, next) = match beside {
            Beside::Tasks(_) => ("owner-news-wrote", "owner-news-wrote-next"),
            Beside::Document(_) => ("owner-news-wrote-document", "owner-news-wrote-document-next"),
        };
        // Nobody can be answered whose share was revoked.
        let next = share.gate.revoked.is_none().then_some(next);
        Words { subject: "owner-news-wrote-subject", lede, next, ..OWNER }
    } else {
        OWNER
    };
    let in_place = in_place(reader.texts, share, owner);
    let to = To { texts: reader.texts, name: creator.name.as_str(), in_place, sender: sender::PRODUCT.to_owned() };
    mail(to, share, parts, &words)
}

/// To the guest: what staff wrote for them in the bundle, through this share. `None`: there is nothing to tell.
pub fn staff_comments(share: &Share, beside: &Beside, bundle: &Bundle) -> Result<Option<Mail>, RenderError> {
    let reader = Reader { texts: texts(share.terms.recipient.locale), zone: &share.gate.zone };
    let comment = |comment: &Comment| comment.is_from_staff() && comment.is_for_guests();
    let parts = parts(reader, share, (beside, bundle), (comment, |_: &SentFile| false));
    let sender = sender::of_org(reader.texts, &share.terms);
    // Who cannot write on the page, or no more beside a task that is completed, reaches the creator by a reply.
    let may_comment = share.terms.permissions.contains(&Permission::Comment);
    let is_done = |whole: &WholeTask| {
        whole.task.state.completion.is_some()
            && whole.comments.iter().any(|c| c.through == share.id() && bundle.holds(c.at) && comment(c))
    };
    let next = match beside {
        Beside::Tasks(tasks) if may_comment && !tasks.iter().any(is_done) => "answer-next",
        Beside::Document(_) if may_comment => "answer-next-document",
        Beside::Tasks(_) | Beside::Document(_) => "answer-reply",
    };
    let words = Words { next: Some(next), ..GUEST };
    let to = To { texts: reader.texts, name: share.terms.creator.name.as_str(), in_place: None, sender };
    mail(to, share, parts, &words)
}

/// A file that waits for the scanner or for its release has come, too.
fn came_since(file: &SentFile, bundle: &Bundle) -> bool {
    match &file.stage {
        Stage::Clean { at, .. } => bundle.since <= *at,
        Stage::Scanning { .. } | Stage::Releasing { .. } => true,
        Stage::Expected | Stage::Cleared { .. } | Stage::Rejected { .. } | Stage::Returned { .. } => false,
    }
}

fn parts<'a>(
    reader: Reader<'_>,
    share: &'a Share,
    (beside, bundle): (&'a Beside, &Bundle),
    (comment, file): (impl Fn(&Comment) -> bool, impl Fn(&SentFile) -> bool),
) -> Vec<Part<'a>> {
    let said = |comments: &'a [Comment]| said(reader, (share, bundle), comments, &comment);
    let named = |file: &SentFile| {
        let manifest = &file.upload.manifest;
        format!("{} ({})", manifest.name, size(reader.texts, manifest.size))
    };
    let task = |whole: &'a WholeTask| {
        let files = whole.files.iter().filter(|sent| sent.upload.through == share.id() && file(sent));
        Part {
            title: whole.task.spec.title.as_str(),
            comments: said(&whole.comments),
            files: files.map(named).collect(),
        }
    };
    match beside {
        Beside::Tasks(tasks) => tasks.iter().map(task).collect(),
        Beside::Document(comments) => {
            vec![Part { title: share.terms.title.as_str(), comments: said(comments), files: vec![] }]
        }
    }
}

fn said<'a>(
    Reader { texts, zone }: Reader<'_>,
    (share, bundle): (&Share, &Bundle),
    comments: &'a [Comment],
    comment: impl Fn(&Comment) -> bool,
) -> Vec<Said<'a>> {
    let of_share = |of: &&Comment| of.through == share.id() && bundle.holds(of.at) && comment(of);
    let comments = comments.iter().filter(of_share);
    let said = |comment: &'a Comment| Said {
        by: comment.author.as_str(),
        at: on_record(texts, comment.at, zone),
        text: comment.text.as_str(),
    };
    comments.map(said).collect()
}

fn mail(
    To { texts, name, in_place, sender }: To<'_>,
    share: &Share,
    mut tasks: Vec<Part<'_>>,
    words: &Words,
) -> Result<Option<Mail>, RenderError> {
    tasks.retain(|part| !part.comments.is_empty() || !part.files.is_empty());
    if tasks.is_empty() {
        return Ok(None);
    }
    let terms = &share.terms;
    let values: [(&str, Value<'_>); 4] = [
        ("owner", name.into()),
        ("guest", terms.recipient.name.as_str().into()),
        ("org", terms.org_name.as_str().into()),
        ("title", terms.title.as_str().into()),
    ];
    let content = Content {
        texts,
        subject: one_line(&texts.say_with(words.subject, &values)),
        accent: share.terms.branding.accent.unwrap_or_default().colour(),
        hello: texts.say_with(words.hello, &values),
        in_place,
        lede: texts.say_with(words.lede, &values),
        next: words.next.map(|next| texts.say_with(next, &values)),
        tasks,
        share: share.id().to_string(),
    };
    let (text, html) = (rendered(&Plain { content: &content })?, rendered(&Html { content: &content })?);
    Ok(Some(Mail { sender, text, html, subject: content.subject }))
}

impl Content<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.say(id)
    }
}

impl Said<'_> {
    fn quoted(&self) -> String {
        quoted(self.text)
    }

    fn paragraphs(&self) -> Vec<String> {
        paragraphs(self.text)
    }
}
