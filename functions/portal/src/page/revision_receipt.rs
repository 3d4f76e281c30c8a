//! The receipt of a decision on a document: what was decided, when, by whom, on which file. Made to be printed.

use askama::Template;
use jiff::Timestamp;
use vestibule_cloud::store::DocumentSeen;
use vestibule_domain::{audit::Head, document::RevisionResponse, share::Share};
use vestibule_pages::{
    decision::label,
    frame::Frame,
    moments::{machine, moment, on_record},
    paragraphs::paragraphs,
    render::{RenderError, rendered},
    size::size,
};

use super::frame::frame_of;

/// What the page needs to know.
#[derive(Clone, Copy)]
pub struct RevisionReceiptView<'a> {
    pub share: &'a Share,
    pub seen: &'a DocumentSeen,
    pub given: &'a RevisionResponse,
    pub now: Timestamp,
}

#[derive(Template)]
#[template(path = "revision_receipt.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    share: String,
    /// The address of the page, to which a language is added.
    here: String,
    org: &'a str,
    number: &'a str,
    title: &'a str,
    revision: &'a str,
    /// Another one counted when it was decided on.
    superseded: bool,
    decision: String,
    comment: Vec<String>,
    by: &'a str,
    to: String,
    zone: &'a str,
    at: String,
    machine: String,
    lede: String,
    heading: String,
    next: String,
    /// Its name, size and SHA-256, where the share lets its guest know of it.
    file: Option<(&'a str, String, String)>,
    record: Head,
    copy: String,
}

/// `GET /p/{share}/documents/{document}/revisions/{revision}/receipt`.
pub fn revision_receipt(view: &RevisionReceiptView<'_>) -> Result<String, RenderError> {
    let RevisionReceiptView { share, seen, given, now } = *view;
    let DocumentSeen { document, revision, .. } = seen;
    let (terms, zone) = (&share.terms, &share.gate.zone);
    let page = frame_of(terms);
    let texts = page.texts;
    let (org, number) = (terms.org_name.as_str(), document.number.as_str());
    let until = moment(texts, share.gate.expires_at, zone, now).until;
    let to = [("org", org.into()), ("inviter", terms.creator.name.as_str().into())];
    let manifest = &revision.manifest;
    let file = || (manifest.name.as_str(), size(texts, manifest.size), manifest.sha256.to_string());
    rendered(&Html {
        page,
        share: share.id().to_string(),
        here: format!("/p/{}/documents/{}/revisions/{}/receipt?", share.id(), document.id, revision.id()),
        org,
        number,
        title: given.title.as_str(),
        revision: revision.code.as_str(),
        superseded: given.superseded,
        decision: label(texts, given.decision),
        comment: seen.comment_with(given).map(|comment| paragraphs(comment.text.as_str())).unwrap_or_default(),
        by: given.by.as_str(),
        to: texts.say_with("receipt-to-value", &to),
        zone: zone.as_str(),
        at: on_record(texts, given.at, zone),
        machine: machine(given.at),
        lede: page.say_of("receipt-lede", "when", &moment(texts, given.at, zone, now).on),
        heading: texts.say_with("receipt-title-decision", &[("org", org.into()), ("task", number.into())]),
        next: texts.say_with("receipt-next-document", &[("org", org.into()), ("until", until.into())]),
        file: terms.knows_of_files().then(file),
        record: given.record,
        copy: page.say_of("receipt-copy", "email", &terms.recipient.email.readable()),
    })
}
