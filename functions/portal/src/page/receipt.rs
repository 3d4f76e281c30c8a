//! The receipt of a completed task: what was received, when, from whom, for whom. Made to be printed.

use askama::Template;
use jiff::Timestamp;
use vestibule_domain::{
    audit::Head,
    share::Share,
    task::{Assignee, Contribution, WholeTask},
};
use vestibule_pages::{
    decision::{files_decided_on, told_in_receipt},
    field::{FileRow, received_by_field, shown, takes_files},
    frame::Frame,
    moments::{machine, moment, on_record},
    render::{RenderError, rendered},
    rounds::rounds_left_out,
};

use super::{end::not_found, frame::frame_of, handed_back::EarlierPart};

/// What the page needs to know.
#[derive(Debug, Clone, Copy)]
pub struct ReceiptView<'a> {
    pub share: &'a Share,
    pub task: &'a WholeTask,
    pub now: Timestamp,
}

#[derive(Template)]
#[template(path = "receipt.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    share: String,
    /// The address of the page, to which a language is added.
    here: String,
    org: &'a str,
    task: &'a str,
    run: &'a str,
    by: &'a str,
    zone: &'a str,
    to: String,
    at: String,
    machine: String,
    lede: String,
    title: String,
    next: String,
    /// What was decided.
    decided: Vec<(String, String)>,
    /// The files that it was decided on.
    references: Vec<FileRow>,
    answers: Vec<(&'a str, Vec<String>)>,
    /// By the label of their field.
    files: Vec<(&'a str, Vec<FileRow>)>,
    /// What the guest sent too and is no part of it.
    left_out: Vec<&'a str>,
    record: Head,
    copy: String,
    others: Option<String>,
    /// Which round it ends, where it is not the first, and those before it.
    round: Option<u16>,
    earlier: Vec<EarlierPart>,
    rounds_left_out: Option<String>,
    /// Nothing is left to do in this share.
    all_done: bool,
}

/// `GET /p/{share}/tasks/{task}/receipt`. A task that the guest neither completed nor decided in has none.
pub fn receipt(view: &ReceiptView<'_>) -> Result<String, RenderError> {
    let ReceiptView { share, task: whole, now } = *view;
    let (terms, zone, task) = (&share.terms, &share.gate.zone, &whole.task);
    let who = Assignee::guest(&terms.recipient.email);
    let Some(Contribution { at, by, record }) = task.contribution(share.recipient(), &who) else {
        return not_found(terms.recipient.locale);
    };
    let page = frame_of(terms);
    let texts = page.texts;
    let decided = told_in_receipt(texts, whole, (&who, zone));
    // Of a step it says what was decided; a task that was filled in is told as received.
    let title_id = if decided.is_some() { "receipt-title-decision" } else { "receipt-title" };
    let (org, title) = (terms.org_name.as_str(), task.spec.title.as_str());
    let until = moment(texts, share.gate.expires_at, zone, now).until;
    let to = [("org", org.into()), ("inviter", terms.creator.name.as_str().into())];
    let asked = task.spec.fields.iter().filter(|f| !takes_files(f));
    let others = whole.received().filter(|file| file.recipient != share.recipient()).count();
    let references = if decided.is_some() { share.terms.references(&task.spec) } else { &[] };
    rendered(&Html {
        page,
        share: share.id().to_string(),
        here: format!("/p/{}/tasks/{}/receipt?", share.id(), task.slug()),
        org,
        task: title,
        run: terms.title.as_str(),
        by: by.as_str(),
        zone: zone.as_str(),
        to: texts.say_with("receipt-to-value", &to),
        at: on_record(texts, at, zone),
        machine: machine(at),
        lede: page.say_of("receipt-lede", "when", &moment(texts, at, zone, now).on),
        title: texts.say_with(title_id, &[("org", org.into()), ("task", title.into())]),
        next: texts.say_with("receipt-next-text", &[("org", org.into()), ("until", until.into())]),
        references: references
            .iter()
            .map(|reference| FileRow::reference(texts, reference, false))
            .chain(files_decided_on(whole, &who).into_iter().map(|file| FileRow::sent(texts, file, (false, false))))
            .collect(),
        decided: decided.unwrap_or_default(),
        answers: asked.map(|f| (f.label.as_str(), shown(texts, f, task.work.answer(&f.slug)))).collect(),
        files: received_by_field(whole, Some(share.recipient()))
            .into_iter()
            .map(|(label, files)| {
                (label, files.iter().map(|file| FileRow::sent(texts, file, (false, false))).collect())
            })
            .collect(),
        left_out: whole.left_out_of(share.id()).map(|upload| upload.manifest.name.as_str()).collect(),
        record,
        copy: page.say_of("receipt-copy", "email", &terms.recipient.email.readable()),
        others: (others > 0).then(|| texts.say_with("file-others", &[("count", others.into())])),
        round: (!whole.handed_back.is_empty()).then(|| task.state.rounds.current()),
        earlier: whole.handed_back.iter().map(|of| EarlierPart::new(page, share, whole, of)).collect(),
        rounds_left_out: rounds_left_out(texts, whole),
        all_done: share.gate.completed_at.is_some(),
    })
}
