//! The receipt of a completed task: what was received, when, from whom, for whom. Made to be printed.

use askama::Template;
use jiff::Timestamp;
use vestibule_domain::{
    share::Share,
    task::{Field, SentFile, WholeTask},
};
use vestibule_pages::{
    field::{FileRow, shown, takes_files},
    frame::Frame,
    moments::{machine, moment, on_record},
    render::{RenderError, rendered},
    texts::Texts,
};

use super::{end::not_found, frame::frame};

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
    answers: Vec<(&'a str, Vec<String>)>,
    /// By field.
    files: Vec<(&'a str, Vec<FileRow>)>,
    others: Option<String>,
    /// Nothing is left to do in this share.
    all_done: bool,
}

/// GET /p/{share}/tasks/{task}/receipt. A task that is not completed has none.
pub fn receipt(view: &ReceiptView<'_>) -> Result<String, RenderError> {
    let ReceiptView { share, task: whole, now } = *view;
    let (terms, zone, task) = (&share.terms, &share.gate.zone, &whole.task);
    let Some(completion) = &task.state.completion else { return not_found(terms.recipient.locale) };
    let page = frame(terms.recipient.locale);
    let texts = page.texts;
    let (org, title) = (terms.org_name.as_str(), task.spec.title.as_str());
    let until = moment(texts, share.gate.expires_at, zone, now).until;
    let to = [("org", org.into()), ("inviter", terms.creator.name.as_str().into())];
    let asked = task.spec.fields.iter().filter(|f| !takes_files(f));
    let others = whole.received().filter(|file| file.recipient != share.recipient()).count();
    rendered(&Html {
        page,
        share: share.id().to_string(),
        here: format!("/p/{}/tasks/{}/receipt?", share.id(), task.slug()),
        org,
        task: title,
        run: terms.title.as_str(),
        by: completion.by.as_str(),
        zone: zone.as_str(),
        to: texts.say_with("receipt-to-value", &to),
        at: on_record(texts, completion.at, zone),
        machine: machine(completion.at),
        lede: page.say_of("receipt-lede", "when", &moment(texts, completion.at, zone, now).on),
        title: texts.say_with("receipt-title", &[("org", org.into()), ("task", title.into())]),
        next: texts.say_with("receipt-next-text", &[("org", org.into()), ("until", until.into())]),
        answers: asked.map(|f| (f.label.as_str(), shown(texts, f, task.work.answer(&f.slug)))).collect(),
        files: task
            .spec
            .fields
            .iter()
            .filter(|f| takes_files(f))
            .filter_map(|f| sent_for(texts, share, whole, f))
            .collect(),
        others: (others > 0).then(|| texts.say_with("file-others", &[("count", others.into())])),
        all_done: share.gate.completed_at.is_some(),
    })
}

/// The files of one field that count, under its label; `None`: there are none.
fn sent_for<'a>(texts: Texts, share: &Share, whole: &WholeTask, field: &'a Field) -> Option<(&'a str, Vec<FileRow>)> {
    let counts = |file: &&SentFile| file.upload.field == field.slug && file.stage.is_clean();
    let rows: Vec<_> = whole
        .sent_by(share.recipient())
        .filter(counts)
        .map(|file| FileRow::sent(texts, file, (false, false)))
        .collect();
    (!rows.is_empty()).then_some((field.label.as_str(), rows))
}
