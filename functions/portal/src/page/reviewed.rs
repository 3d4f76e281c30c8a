//! What was sent in a task that a step reviews: its answers, files and decisions, to be read before one decides.

use askama::Template;
use jiff::Timestamp;
use vestibule_domain::{
    share::Share,
    task::{Task, WholeTask},
};
use vestibule_pages::{
    decision::told_before,
    field::{FileRow, received_by_field, shown, takes_files},
    frame::Frame,
    moments::moment,
    paragraphs::paragraphs,
    render::{RenderError, rendered},
};

use super::{
    end::not_found,
    fields::{cannot_open, permitted},
    frame::frame_of,
};

/// What the page needs to know.
#[derive(Debug, Clone, Copy)]
pub struct ReviewedView<'a> {
    pub share: &'a Share,
    pub step: &'a Task,
    pub whole: &'a WholeTask,
    pub csrf: &'a str,
    pub now: Timestamp,
}

#[derive(Template)]
#[template(path = "reviewed.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    /// The address of the page, to which a language is added.
    here: String,
    /// The address of the page, below which its files are.
    path: String,
    /// The address of the step on the page of the work.
    work: String,
    csrf: &'a str,
    org: &'a str,
    step: &'a str,
    task: &'a str,
    lede: String,
    description: Vec<String>,
    /// By whom, and what.
    decided: Vec<(String, Vec<String>)>,
    /// It was decided on something else.
    outdated: bool,
    answers: Vec<(&'a str, Vec<String>)>,
    /// By the label of their field.
    files: Vec<(&'a str, Vec<FileRow>)>,
    /// Whom to ask where the share lets its guest open none of them.
    cannot_open: Option<String>,
}

/// `GET /p/{share}/tasks/{task}/reviewed/{reviewed}`. Of a task that is not completed there is none.
pub fn reviewed(view: &ReviewedView<'_>) -> Result<String, RenderError> {
    let ReviewedView { share, step, whole, csrf, now } = *view;
    let (terms, task) = (&share.terms, &whole.task);
    let Some(done) = &task.state.completion else { return not_found(terms.recipient.locale) };
    let page = frame_of(terms);
    let texts = page.texts;
    let when = moment(texts, done.at, &share.gate.zone, now).on;
    let path = address(share, step, task);
    let readable = permitted(share, step, false).download;
    let file = |file| FileRow::sent(texts, file, (false, readable));
    let files = received_by_field(whole, None).into_iter();
    let asked = task.spec.fields.iter().filter(|field| !takes_files(field));
    rendered(&Html {
        page,
        here: format!("{path}?"),
        path,
        work: work_on(share, step),
        csrf,
        org: terms.org_name.as_str(),
        step: step.spec.title.as_str(),
        task: task.spec.title.as_str(),
        lede: texts.say_with("reviewed-lede", &[("by", done.by.as_str().into()), ("when", when.into())]),
        description: task.spec.description.as_ref().map(|text| paragraphs(text.as_str())).unwrap_or_default(),
        decided: told_before(texts, whole),
        outdated: task.state.step.outdated,
        answers: asked
            .map(|field| (field.label.as_str(), shown(texts, field, task.work.answer(&field.slug))))
            .collect(),
        cannot_open: (!readable).then(|| cannot_open(page, share)),
        files: files.map(|(label, sent)| (label, sent.into_iter().map(file).collect())).collect(),
    })
}

/// What the page needs to know where there is nothing to be read now.
#[derive(Debug, Clone, Copy)]
pub struct UnsentReviewView<'a> {
    pub share: &'a Share,
    pub step: &'a Task,
    pub whole: &'a WholeTask,
}

#[derive(Template)]
#[template(path = "unsent_review.html", whitespace = "minimize")]
struct UnsentHtml<'a> {
    page: Frame,
    /// The address of the page, to which a language is added.
    here: String,
    /// The address of the step on the page of the work.
    work: String,
    org: &'a str,
    step: &'a str,
    task: &'a str,
    texts: Vec<String>,
}

/// The same page while what was sent is handed back, or asked for again: what became of it, and of the decision.
pub fn unsent_review(view: &UnsentReviewView<'_>) -> Result<String, RenderError> {
    let UnsentReviewView { share, step, whole } = *view;
    let (terms, task) = (&share.terms, &whole.task);
    let page = frame_of(terms);
    let org = terms.org_name.as_str();
    let again = if task.state.rounds.is_first() { "reviewed-again" } else { "reviewed-sent-back" };
    let stands = step.state.completion.is_some() || step.decision_of(&share.assignee()).is_some();
    let decision = if stands { "reviewed-stands" } else { "reviewed-waits" };
    rendered(&UnsentHtml {
        page,
        here: format!("{}?", address(share, step, task)),
        work: work_on(share, step),
        org,
        step: step.spec.title.as_str(),
        task: task.spec.title.as_str(),
        texts: vec![page.say_of(again, "org", org), page.say(decision)],
    })
}

fn address(share: &Share, step: &Task, task: &Task) -> String {
    format!("/p/{}/tasks/{}/reviewed/{}", share.id(), step.slug(), task.slug())
}

/// Of a task on the page of the work.
pub(crate) fn work_on(share: &Share, task: &Task) -> String {
    format!("/p/{}?cursor={}#task-{}", share.id(), task.slug(), task.slug())
}
