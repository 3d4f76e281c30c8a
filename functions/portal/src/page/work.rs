//! The portal itself: the tasks of one share, and nothing else of the run.

use askama::Template;
use jiff::Timestamp;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{export::Export, share::Share, task::PatternWork, value::TaskSlug};
use vestibule_pages::{
    frame::Frame,
    moments::{Moment, moment},
    paragraphs::paragraphs,
    render::{RenderError, rendered},
    size::size,
    texts::Texts,
    words::words,
};

use super::{
    context::TaskContext,
    files::{FilesContext, FilesPart},
    frame::frame_of,
    task::TaskPart,
    unkept::Unkept,
    words::WORDS,
};

/// Between what is missing: each begins as a sentence does. `progress.js` writes the same.
const BETWEEN: &str = " · ";

/// What the page needs to know.
#[derive(Clone, Copy)]
pub struct WorkView<'a> {
    pub share: &'a Share,
    /// Tasks that are not in the share are left out.
    pub shared: &'a SharedTasks,
    /// Of this session.
    pub csrf: &'a str,
    pub now: Timestamp,
    /// The task whose flaws are shown, so that the guest puts it right.
    pub fix: Option<&'a TaskSlug>,
    /// The zip of all files that the guest has asked for.
    pub zip: Option<&'a Export>,
    /// What was typed and could not be kept.
    pub unkept: Option<&'a Unkept>,
    /// The task that was just saved by its button, and when.
    pub saved: Option<(&'a TaskSlug, Timestamp)>,
}

#[derive(Template)]
#[template(path = "work.html", whitespace = "minimize")]
struct Html<'a> {
    page: Frame,
    share: String,
    /// The address of the page, to which a language is added.
    here: String,
    title: &'a str,
    org: &'a str,
    inviter: &'a str,
    lede: String,
    done: String,
    zone: &'a str,
    csrf: &'a str,
    until: Moment,
    instructions: Vec<String>,
    /// All at once, where there are several.
    files: Option<FilesPart<'a>>,
    /// In the order of the host.
    listed: Vec<Listed>,
    /// What can be done now comes first.
    tasks: Vec<TaskPart<'a>>,
    /// Tasks come before these.
    earlier: bool,
    /// The task that the next page begins with.
    next: Option<&'a str>,
    /// Through this share.
    all_done: bool,
    /// "1 of 3 done"; `None` where there is one task only.
    steps: Option<String>,
    /// "2 things handed back · 4 answers missing · 1 to correct"; `None` where this page is not all of the work.
    lacking: Option<String>,
    /// What is said beside all that is missing: how many things came back, how many decisions are to be made; or that all waits.
    back: Option<String>,
    /// A decision is to be made.
    deciding: bool,
    words: Vec<(&'static str, String)>,
    max_size: String,
}

/// A task in the list of all.
struct Listed {
    slug: String,
    title: String,
    stage: &'static str,
    state: String,
}

/// `GET /p/{share}`
pub fn work(view: &WorkView<'_>) -> Result<String, RenderError> {
    let WorkView { share, shared, csrf, now, fix, zip, unkept, saved } = *view;
    let (terms, zone) = (&share.terms, &share.gate.zone);
    let page = frame_of(terms);
    let pattern_work = PatternWork::of_a_page();
    let context = TaskContext { page, share, shared, now, unkept, saved, pattern_work: &pattern_work };
    let tasks = shared.tasks.iter().filter(|whole| terms.scope.includes(whole.task.slug()));
    let tasks: Vec<_> = tasks.map(|t| TaskPart::new(context, t, fix == Some(t.task.slug()))).collect();
    let listed = tasks.iter().map(Listed::from).collect();
    let mut tasks = tasks;
    tasks.sort_by_key(|task| task.stage);
    let whole = !shared.earlier && shared.next.is_none();
    let back = first(page.texts, &tasks, whole);
    let lacking = whole.then(|| lacking(page.texts, &tasks, back.as_deref())).flatten();
    let deciding = tasks.iter().any(TaskPart::decides);
    let (inviter, org) = (terms.creator.name.as_str(), terms.org_name.as_str());
    let until = moment(page.texts, share.gate.expires_at, zone, now);
    rendered(&Html {
        page,
        share: share.id().to_string(),
        here: format!("/p/{}?", share.id()),
        title: terms.title.as_str(),
        org,
        inviter,
        lede: page.texts.say_with("work-lede", &[("inviter", inviter.into()), ("org", org.into())]),
        done: page.texts.say_with("work-done", &[("org", org.into()), ("until", until.until.as_str().into())]),
        zone: zone.as_str(),
        csrf,
        until,
        instructions: terms.instructions.as_ref().map(|i| paragraphs(i.as_str())).unwrap_or_default(),
        files: FilesPart::new(FilesContext { page, share, shared, csrf, now, zip }),
        listed,
        tasks,
        earlier: shared.earlier,
        next: shared.next.as_ref().map(TaskSlug::as_str),
        all_done: share.gate.completed_at.is_some(),
        steps: steps(view, page.texts),
        lacking,
        back,
        deciding,
        words: words(page.texts, WORDS),
        max_size: size(page.texts, terms.limits.max_bytes),
    })
}

/// How many tasks of the share are done, on this page or not.
fn steps(WorkView { share, shared, .. }: &WorkView<'_>, texts: Texts) -> Option<String> {
    let scope = &share.terms.scope;
    let own: Vec<_> = shared.run.steps.iter().filter(|step| scope.includes(&step.task)).collect();
    let done = own.iter().filter(|step| shared.progress.done.has(step.index)).count();
    (own.len() > 1).then(|| texts.say_with("work-steps", &[("done", done.into()), ("all", own.len().into())]))
}

/// What is to be decided and what came back: said beside all that is missing. Where nothing can be done yet, that.
fn first(texts: Texts, tasks: &[TaskPart<'_>], whole: bool) -> Option<String> {
    let said = |id, count: usize| (count > 0).then(|| texts.say_with(id, &[("count", count.into())]));
    let back = said("work-back-count", tasks.iter().map(TaskPart::came_back).sum());
    let to_decide = said("work-to-decide", tasks.iter().filter(|task| task.decides()).count());
    let waits = whole && tasks.iter().any(TaskPart::is_waiting) && !tasks.iter().any(TaskPart::is_open);
    let nothing = waits.then(|| texts.say("work-nothing-yet"));
    let first: Vec<_> = to_decide.into_iter().chain(back).chain(nothing).collect();
    (!first.is_empty()).then(|| first.join(BETWEEN))
}

/// What came back, what is missing, and apart from it what is there and wrong, and what is about to be there. `None`: nothing
/// is answered here.
fn lacking(texts: Texts, tasks: &[TaskPart<'_>], back: Option<&str>) -> Option<String> {
    if back.is_some() && !tasks.iter().any(TaskPart::is_answered) {
        return None;
    }
    let missing: usize = tasks.iter().map(|task| task.missing).sum();
    let wrong: usize = tasks.iter().map(|task| task.wrong).sum();
    let coming: usize = tasks.iter().map(|task| task.coming).sum();
    let said = |id, count: usize| texts.say_with(id, &[("count", count.into())]);
    let missing = match missing {
        0 => (coming + wrong == 0 && back.is_none()).then(|| texts.say("word-missing-none")),
        1 => Some(said("word-missing-one", 1)),
        many => Some(said("word-missing-many", many)),
    };
    let wrong = (wrong > 0).then(|| said("word-wrong", wrong));
    let coming = (coming > 0).then(|| said("word-coming", coming));
    Some(
        back.map(str::to_owned).into_iter().chain(missing).chain(wrong).chain(coming).collect::<Vec<_>>().join(BETWEEN),
    )
}

impl From<&TaskPart<'_>> for Listed {
    fn from(task: &TaskPart<'_>) -> Self {
        let (slug, title) = (task.slug.to_owned(), task.title.to_owned());
        Self { slug, title, stage: task.stage_name(), state: task.state.clone() }
    }
}

impl Html<'_> {
    fn has_errors(&self) -> bool {
        self.tasks.iter().any(|t| t.checked || t.is_told())
    }

    /// Whether anything can be typed into fields, which are saved as they are left.
    fn saves(&self) -> bool {
        self.tasks.iter().any(TaskPart::saves)
    }

    fn takes_files(&self) -> bool {
        self.tasks.iter().any(TaskPart::takes_files)
    }

    /// Where the form of the page is sent, if there is anything to type or to press. Each button names its task.
    fn sends_to(&self) -> Option<&str> {
        self.tasks.iter().find_map(TaskPart::sends_to)
    }
}
