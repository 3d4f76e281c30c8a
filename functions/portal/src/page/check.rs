//! Before a task is sent: every answer and file as it will be, each with the way to change it, what is missing first.

use askama::Template;
use jiff::Timestamp;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    file::Stage,
    run::Turn,
    share::{Permission, Share},
    task::{Basis, Field, SentFile, WholeTask},
    value::TaskSlug,
    work,
};
use vestibule_pages::{
    field::{FileRow, anchor, said, shown, takes_files},
    frame::Frame,
    render::{RenderError, rendered},
    texts::Texts,
    words::words,
};

use super::{
    frame::frame_of,
    words::sent_words,
    work::{WorkView, work as work_page},
};

/// What the page needs to know.
#[derive(Clone, Copy)]
pub struct CheckView<'a> {
    pub share: &'a Share,
    pub shared: &'a SharedTasks,
    /// Of this session.
    pub csrf: &'a str,
    pub now: Timestamp,
    pub task: &'a TaskSlug,
    /// Something of it has changed since it was checked.
    pub changed: bool,
}

#[derive(Template)]
#[template(path = "check.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    share: String,
    /// The address of the page, to which a language is added.
    here: String,
    org: &'a str,
    csrf: &'a str,
    slug: &'a str,
    task: &'a str,
    /// `/p/{share}/tasks/{task}`
    path: String,
    missing: Vec<Missing>,
    basis: Basis,
    /// It was checked before.
    has_changed: bool,
    /// What came back goes again as it was.
    unchanged: Option<String>,
    lines: Vec<Line<'a>>,
    words: Vec<(&'static str, String)>,
}

struct Missing {
    anchor: String,
    flaw: String,
}

/// One field as it will be sent.
struct Line<'a> {
    label: &'a str,
    anchor: String,
    lines: Vec<String>,
    files: Vec<FileRow>,
    /// Files of the guest that are no part of it, and why.
    left_out: Vec<String>,
    /// What is said where there is nothing.
    empty: String,
    wrong: bool,
    can_change: bool,
    /// It came back, and is as it was.
    unchanged: bool,
}

/// `GET /p/{share}?check={task}`. A task that the guest cannot send now is shown on the page of the work, which says why.
pub fn check(view: &CheckView<'_>) -> Result<String, RenderError> {
    let CheckView { share, shared, csrf, now, task, changed: has_changed } = *view;
    let terms = &share.terms;
    let found = shared.tasks.iter().find(|whole| whole.task.slug() == task && terms.scope.includes(task));
    let can_send = |whole: &&WholeTask| {
        let is_open = matches!(Turn::of(&whole.task, &shared.progress), Turn::Open);
        is_open && terms.permissions.contains(&Permission::CompleteTask) && !whole.task.is_decided()
    };
    let Some(whole) = found.filter(can_send) else {
        return work_page(&WorkView { share, shared, csrf, now, fix: None, zip: None, unkept: None, saved: None });
    };
    let page = frame_of(terms);
    let flaws = work::flaws(&whole.task, share.recipient());
    let field = |slug| whole.task.spec.field(slug);
    let missing = flaws.iter().filter_map(|(slug, flaw)| {
        let field = field(slug)?;
        Some(Missing { anchor: anchor(task, field), flaw: said(page.texts, field, flaw) })
    });
    let (unchanged, changed) = whole.since_handed_back(share.recipient());
    let mut lines: Vec<_> = whole
        .task
        .spec
        .fields
        .iter()
        .map(|field| {
            let wrong = flaws.iter().any(|(slug, _)| *slug == field.slug);
            Line { wrong, unchanged: unchanged.contains(&field.slug), ..Line::new(page, share, whole, field) }
        })
        .collect();
    lines.sort_by_key(|line| (!line.wrong, line.left_out.is_empty()));
    rendered(&Html {
        page,
        share: share.id().to_string(),
        here: format!("/p/{}?check={task}&", share.id()),
        org: terms.org_name.as_str(),
        csrf,
        slug: task.as_str(),
        task: whole.task.spec.title.as_str(),
        path: format!("/p/{}/tasks/{task}", share.id()),
        missing: missing.collect(),
        basis: Basis::of(&whole.task, &shared.before),
        has_changed,
        unchanged: (!unchanged.is_empty() && changed == 0)
            .then(|| page.texts.say_with("check-unchanged", &[("count", unchanged.len().into())])),
        lines,
        words: words(page.texts, &sent_words()),
    })
}

impl<'a> Line<'a> {
    fn new(page: Frame, share: &Share, whole: &'a WholeTask, field: &'a Field) -> Self {
        let (texts, task) = (page.texts, &whole.task);
        let with_files = takes_files(field);
        let is_of_field = |file: &&SentFile| file.upload.field == field.slug;
        let of_field = whole.sent_by(share.recipient()).filter(|file| is_of_field(file) && file.has_arrived());
        let not_arrived = whole.not_arrived_of(share.recipient()).filter(is_of_field);
        let may = |permission| share.terms.permissions.contains(&permission);
        Self {
            label: field.label.as_str(),
            anchor: anchor(task.slug(), field),
            lines: if with_files { vec![] } else { shown(texts, field, task.work.answer(&field.slug)) },
            files: of_field.map(|file| FileRow::sent(texts, file, (false, false))).collect(),
            left_out: not_arrived.map(|file| left_out(texts, file)).collect(),
            unchanged: false,
            empty: texts.say(if with_files { "file-none" } else { "field-not-answered" }),
            wrong: false,
            can_change: task.state.is_open(&field.slug)
                && may(if with_files { Permission::UploadFiles } else { Permission::FillFields }),
        }
    }
}

/// Why a file is not sent.
fn left_out(texts: Texts, file: &SentFile) -> String {
    let id = if file.stage == Stage::Expected { "check-not-arrived" } else { "check-rejected" };
    texts.say_with(id, &[("file", file.upload.manifest.name.as_str().into())])
}
