//! The receipt of a completed task: what was received, when, from whom, for whom. Made to be printed.

use askama::Template;
use jiff::Timestamp;
use vestibule_domain::{
    share::{Brief, Share},
    task::Task,
};
use vestibule_pages::{
    field::{FileRow, shown, takes_files},
    frame::Frame,
    moments::{machine, moment, on_record},
    render::{RenderError, rendered},
};

use super::{end::not_found, frame::frame};

/// What the page needs to know.
#[derive(Debug, Clone, Copy)]
pub struct ReceiptView<'a> {
    pub share: &'a Share,
    pub brief: &'a Brief,
    pub task: &'a Task,
    pub now: Timestamp,
}

#[derive(Template)]
#[template(path = "receipt.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    share: String,
    org: &'a str,
    task: &'a str,
    task_slug: &'a str,
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
    files: Vec<FileRow>,
    others: Option<String>,
}

/// GET /p/{share}/tasks/{task}/receipt. A task that is not completed has none.
pub fn receipt(view: &ReceiptView<'_>) -> Result<String, RenderError> {
    let ReceiptView { share, brief, task, now } = *view;
    let Some(completion) = &task.completion else { return not_found(share.recipient.locale) };
    let page = frame(share.recipient.locale);
    let texts = page.texts;
    let (org, title) = (brief.org_name.as_str(), task.spec.title.as_str());
    let until = moment(texts, share.expires_at, &share.zone, now).full;
    let to = [("org", org.into()), ("inviter", share.creator.name.as_str().into())];
    let asked = task.spec.fields.iter().filter(|f| !takes_files(f));
    let others = task.received().filter(|u| u.share != share.id).count();
    rendered(&Html {
        page,
        share: share.id.to_string(),
        org,
        task: title,
        task_slug: task.slug.as_str(),
        run: brief.run_title.as_str(),
        by: completion.by.as_str(),
        zone: share.zone.as_str(),
        to: texts.say_with("receipt-to-value", &to),
        at: on_record(texts, completion.at, &share.zone),
        machine: machine(completion.at),
        lede: page.say_of("receipt-lede", "when", &moment(texts, completion.at, &share.zone, now).full),
        title: texts.say_with("receipt-title", &[("org", org.into()), ("task", title.into())]),
        next: texts.say_with("receipt-next-text", &[("org", org.into()), ("until", until.into())]),
        answers: asked.map(|f| (f.label.as_str(), shown(texts, f, task.answer(&f.slug)))).collect(),
        files: task
            .received()
            .filter(|u| u.share == share.id)
            .map(|u| FileRow::upload(texts, u, (false, false)))
            .collect(),
        others: (others > 0).then(|| texts.say_with("file-others", &[("count", others.into())])),
    })
}
