//! Before a task is sent: every answer and file as it will be, each with the way to change it, what is missing first.

use askama::Template;
use jiff::Timestamp;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    file::Stage,
    run::Turn,
    share::{Permission, Share},
    task::{Basis, Field, SentFile, SinceHandedBack, Spec, WholeTask},
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
    /// What is said where what came back goes again as it was, or does not go at all.
    back: Vec<String>,
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
    /// That it came back, and is as it was, or is not sent again.
    back: Vec<String>,
}

/// `GET /p/{share}?check={task}`. A task that the guest cannot send now is shown on the page of the work, which says why.
pub fn check(view: &CheckView<'_>) -> Result<String, RenderError> {
    let CheckView { share, shared, csrf, now, task, changed: has_changed } = *view;
    let terms = &share.terms;
    let found = shared.tasks.iter().find(|whole| whole.task.slug() == task && terms.scope.includes(task));
    let can_send = |whole: &&WholeTask| {
        let is_open = matches!(Turn::of(&whole.task, &shared.progress), Turn::Open);
        is_open
            && !share.is_done_with(&whole.task)
            && terms.permissions.contains(&Permission::CompleteTask)
            && !whole.task.is_decided()
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
    let since = whole.since_handed_back(share.recipient());
    let mut lines: Vec<_> = whole
        .task
        .spec
        .fields
        .iter()
        .map(|field| {
            let wrong = flaws.iter().any(|(slug, _)| *slug == field.slug);
            let back = came_back(page.texts, &since, field, (wrong, share.lets_give(field)));
            Line { wrong, back, ..Line::new(page, share, whole, field) }
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
        back: above_sending(page, share, &whole.task.spec, &since),
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
        Self {
            label: field.label.as_str(),
            anchor: anchor(task.slug(), field),
            lines: if with_files { vec![] } else { shown(texts, field, task.work.answer(&field.slug)) },
            files: of_field.map(|file| FileRow::sent(texts, file, (false, false))).collect(),
            left_out: not_arrived.map(|file| left_out(texts, file)).collect(),
            back: vec![],
            empty: texts.say(if with_files { "file-none" } else { "field-not-answered" }),
            wrong: false,
            can_change: task.state.is_open(&field.slug) && share.lets_give(field),
        }
    }
}

/// What is said of a field of which something came back: to the guest, where nothing has changed, and to others.
fn came_back(texts: Texts, since: &SinceHandedBack<'_>, field: &Field, (wrong, given): (bool, bool)) -> Vec<String> {
    let not_sent = match (given, wrong) {
        (false, _) => "check-not-sent-cannot",
        (true, true) => "check-not-sent-required",
        (true, false) => "check-not-sent",
    };
    let slug = &field.slug;
    let unchanged = since.unchanged.contains(slug).then_some("check-as-before");
    let not_sent = since.not_sent.contains(slug).then_some(not_sent);
    let others = since.not_sent_by_others.contains(slug).then_some("check-not-sent-by-others");
    unchanged.into_iter().chain(not_sent).chain(others).map(|id| texts.say(id)).collect()
}

/// An answer that came back goes again as it stands. A file that came back does not.
fn above_sending(page: Frame, share: &Share, spec: &Spec, since: &SinceHandedBack<'_>) -> Vec<String> {
    let SinceHandedBack { unchanged, not_sent, changed, not_sent_by_others } = since;
    let org = [("org", share.terms.org_name.as_str().into()), ("count", unchanged.len().into())];
    let given = not_sent.iter().filter_map(|slug| spec.field(slug)).any(|field| share.lets_give(field));
    let files = if given { "check-files-not-sent" } else { "check-files-not-sent-cannot" };
    let as_before = !unchanged.is_empty() && changed.is_empty() && not_sent.is_empty();
    [
        (as_before, "check-unchanged"),
        (!not_sent.is_empty(), files),
        (!not_sent_by_others.is_empty(), "check-files-of-others"),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .map(|(_, id)| page.texts.say_with(id, &org))
    .collect()
}

/// Why a file is not sent.
fn left_out(texts: Texts, file: &SentFile) -> String {
    let id = if file.stage == Stage::Expected { "check-not-arrived" } else { "check-rejected" };
    texts.say_with(id, &[("file", file.upload.manifest.name.as_str().into())])
}
