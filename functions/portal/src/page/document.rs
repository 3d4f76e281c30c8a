//! The page of a document that is shared: what it is, what became of the revision, its file, and what was written beside it.

use askama::Template;
use jiff::Timestamp;
use vestibule_cloud::store::DocumentSeen;
use vestibule_domain::{
    document::{Document, Revision, RevisionStanding},
    share::{AskedOfReader, Permission, Share},
    value::{Coded, CommentId},
};
use vestibule_pages::{
    frame::Frame,
    moments::{Moment, moment},
    paragraphs::paragraphs,
    render::{RenderError, rendered},
    size::size,
    texts::{Texts, Value},
    words::words,
};

use super::{
    comments::CommentPart, document_decision::DocumentDecision, fields::cannot_open, frame::frame_of,
    unkept::UnkeptThere, words::WORDS,
};

/// What the page needs to know.
#[derive(Clone, Copy)]
pub struct DocumentView<'a> {
    pub share: &'a Share,
    pub seen: &'a DocumentSeen,
    /// Of this session.
    pub csrf: &'a str,
    pub now: Timestamp,
    /// Of the comment that may be written on this page: pressed twice, it is added once.
    pub comment: CommentId,
    /// What was typed and could not be kept.
    pub unkept: Option<&'a UnkeptThere>,
}

#[derive(Template)]
#[template(path = "document.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    /// The address of the page, to which a language is added.
    here: String,
    share: String,
    csrf: &'a str,
    org: &'a str,
    inviter: &'a str,
    number: &'a str,
    title: &'a str,
    lede: String,
    zone: &'a str,
    until: Moment,
    instructions: Vec<String>,
    /// That the revision counts no more, and why.
    warning: Option<String>,
    /// Each with its name.
    facts: Vec<(String, String)>,
    what_changed: Option<(String, Vec<String>)>,
    file: Option<File<'a>>,
    decision: Option<DocumentDecision>,
    /// Where the summary's link leads, and what it says.
    flaw: Option<(String, String)>,
    comments: Vec<CommentPart>,
    may_comment: bool,
    comment: CommentId,
    /// What was typed and not kept, and why.
    typed: &'a str,
    error: Option<String>,
    /// Of what is done with the revision.
    path: String,
    /// Of the document.
    id: String,
    words: Vec<(&'static str, String)>,
}

struct File<'a> {
    name: &'a str,
    size: String,
    sha256: String,
    /// What the button says that fetches it.
    download: Option<String>,
    /// Whom to ask where the share does not let its guest fetch it.
    cannot_open: Option<String>,
}

/// `GET /p/{share}`, where a document is shared.
pub fn document(view: &DocumentView<'_>) -> Result<String, RenderError> {
    let DocumentView { share, seen, csrf, now, comment, unkept } = *view;
    let DocumentSeen { document, revision, comments, .. } = seen;
    let (terms, zone) = (&share.terms, &share.gate.zone);
    let page = frame_of(terms);
    let texts = page.texts;
    let (inviter, org) = (terms.creator.name.as_str(), terms.org_name.as_str());
    let said = |id: &str, values: &[(&str, Value<'_>)]| texts.say_with(id, values);
    let withdrawn = matches!(document.standing_of(revision), RevisionStanding::Withdrawn { .. });
    let lede = match share.asked_of_reader().filter(|_| !withdrawn) {
        None => "document-lede",
        Some(AskedOfReader::Decision) => "document-lede-decision",
        Some(AskedOfReader::Note) => "document-lede-note",
    };
    let changed = revision.changed.as_ref().map(|changed| {
        let title = said("document-changed", &[("revision", revision.code.as_str().into())]);
        (title, paragraphs(changed.as_str()))
    });
    let (unkept, undecided) = match unkept {
        Some(UnkeptThere::Comment(comment)) => (Some(comment), None),
        Some(UnkeptThere::Decision(decision)) => (None, Some(decision)),
        None => (None, None),
    };
    let decision = DocumentDecision::new(texts, (share, seen), undecided);
    rendered(&Html {
        page,
        here: format!("/p/{}?", share.id()),
        share: share.id().to_string(),
        csrf,
        org,
        inviter,
        number: document.number.as_str(),
        title: document.details.title.as_str(),
        lede: said(lede, &[("inviter", inviter.into()), ("org", org.into())]),
        zone: zone.as_str(),
        until: moment(texts, share.gate.expires_at, zone, now),
        instructions: terms.instructions.as_ref().map(|text| paragraphs(text.as_str())).unwrap_or_default(),
        warning: warning(texts, view),
        facts: facts(texts, view),
        what_changed: changed,
        file: terms.knows_of_files().then(|| file(page, view)),
        flaw: decision.as_ref().and_then(DocumentDecision::flaw),
        decision,
        comments: comments.iter().map(|comment| CommentPart::new(texts, share, comment, now)).collect(),
        may_comment: terms.permissions.contains(&Permission::Comment),
        comment,
        typed: unkept.map_or("", |unkept| unkept.text.as_str()),
        error: unkept.map(|unkept| unkept.why(texts, zone)),
        path: path(share, document, revision),
        id: document.id.to_string(),
        words: words(texts, WORDS),
    })
}

fn warning(texts: Texts, DocumentView { share, seen, now, .. }: &DocumentView<'_>) -> Option<String> {
    let DocumentSeen { document, revision, .. } = seen;
    let when = |at| moment(texts, at, &share.gate.zone, *now).on;
    let (inviter, org) = (share.terms.creator.name.as_str(), share.terms.org_name.as_str());
    let shown = ("shown", revision.code.as_str().into());
    match document.standing_of(revision) {
        RevisionStanding::Current => None,
        RevisionStanding::SupersededBy(by) => {
            let values =
                [shown, ("by", by.code.as_str().into()), ("when", when(by.at).into()), ("inviter", inviter.into())];
            Some(texts.say_with("document-superseded-by", &values))
        }
        RevisionStanding::Superseded => Some(texts.say_with("document-superseded", &[("inviter", inviter.into())])),
        RevisionStanding::Withdrawn { since } => {
            Some(texts.say_with("document-withdrawn", &[("org", org.into()), ("when", when(since).into())]))
        }
    }
}

fn facts(texts: Texts, DocumentView { share, seen, now, .. }: &DocumentView<'_>) -> Vec<(String, String)> {
    let DocumentSeen { document, revision, .. } = seen;
    let details = &document.details;
    let since = moment(texts, revision.at, &share.gate.zone, *now).full;
    let of = |id: &str, value: &str| (texts.say(id), value.to_owned());
    let rest = [
        Some(of("document-revision", &shown(texts, document, revision))),
        Some(of("document-since", &since)),
        Some(of("document-type", words_of(&details.kind))),
        Some(of("document-status", words_of(&details.status))),
        details.discipline.as_ref().map(|discipline| of("document-discipline", words_of(discipline))),
    ];
    rest.into_iter().flatten().collect()
}

fn file<'a>(page: Frame, DocumentView { share, seen, .. }: &DocumentView<'a>) -> File<'a> {
    let DocumentSeen { document, revision, .. } = seen;
    let may = share.terms.permissions.contains(&Permission::DownloadFiles);
    let is_withdrawn = matches!(document.standing_of(revision), RevisionStanding::Withdrawn { .. });
    let (manifest, size) = (&revision.manifest, size(page.texts, revision.manifest.size));
    let shown = shown(page.texts, document, revision);
    let download = page.texts.say_with("document-download", &[("shown", shown.into()), ("size", size.as_str().into())]);
    File {
        name: manifest.name.as_str(),
        size,
        sha256: manifest.sha256.to_string(),
        download: (may && !is_withdrawn).then_some(download),
        cannot_open: (!may).then(|| cannot_open(page, share)),
    }
}

/// The code of a revision, with a word where another one counts.
fn shown(texts: Texts, document: &Document, revision: &Revision) -> String {
    let code = revision.code.as_str();
    let of = |id: &str| texts.say_with(id, &[("shown", code.into())]);
    match document.standing_of(revision) {
        RevisionStanding::Current => code.to_owned(),
        RevisionStanding::SupersededBy(_) | RevisionStanding::Superseded => of("document-shown-superseded"),
        RevisionStanding::Withdrawn { .. } => of("document-shown-withdrawn"),
    }
}

/// What is done with a revision is below it.
fn path(share: &Share, document: &Document, revision: &Revision) -> String {
    format!("/p/{}/documents/{}/revisions/{}", share.id(), document.id, revision.id())
}

/// A code as people read it: in the host's words, where it has any.
pub(super) fn words_of(coded: &Coded) -> &str {
    coded.title.as_ref().map_or(coded.code.as_str(), |title| title.as_str())
}
