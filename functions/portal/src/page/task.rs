//! One task of the portal: what it asks for, what was done on it, and what the guest may do now.

use askama::Template;
use jiff::{SignedDuration, Timestamp};
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    run::Turn,
    share::{Permission, Share},
    task::{Comment, PatternWork, Task, WholeTask},
    value::TaskSlug,
    work,
};
use vestibule_pages::{
    field::{FieldPart, FileRow, takes_files},
    frame::Frame,
    moments::{at_a_glance, machine, time_with_zone},
    paragraphs::paragraphs,
    texts::Texts,
};

use super::{
    decision::DecisionPart,
    fields::{BesideFields, Fields, path, permitted},
    handed_back::BackPart,
    unkept::{Unkept, UnkeptTask},
};

/// For so long a page says that its task was saved by its button.
const SAVED_IS_NEWS: SignedDuration = SignedDuration::from_mins(10);

/// Where the task stands, in the order in which tasks are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Open,
    Waiting,
    Done,
}

#[derive(Template)]
#[template(path = "task.html", whitespace = "minimize")]
pub(super) struct TaskPart<'a> {
    page: Frame,
    org: &'a str,
    share: String,
    pub(super) slug: &'a str,
    pub(super) title: &'a str,
    version: u64,
    /// That it was just saved.
    saved: String,
    /// `/p/{share}/tasks/{task}`
    path: String,
    pub(super) stage: Stage,
    /// In words.
    pub(super) state: String,
    description: Vec<String>,
    references: Vec<FileRow>,
    /// What was handed back, above a task that is open by it.
    returned: Option<BackPart>,
    fields: Vec<FieldPart<'a>>,
    /// What was sent and not handed back.
    kept: Vec<FieldPart<'a>>,
    /// What the guest sent and is no part of the completed task.
    left_out: Vec<&'a str>,
    comments: Vec<CommentPart>,
    /// Somebody wrote after the task was completed.
    news: bool,
    may: May,
    /// What came back, for it could not be kept.
    back: Back,
    /// It is completed by a decision.
    is_step: bool,
    pub(super) decision: DecisionPart,
    /// The guest completed it, and has its receipt.
    receipt: bool,
    /// The guest tried to complete it: what is missing is shown.
    pub(super) checked: bool,
    /// How many answers are missing.
    pub(super) missing: usize,
    /// How many files are being received or checked.
    pub(super) coming: usize,
    /// How many are there and wrong.
    pub(super) wrong: usize,
}

/// What the guest may do now.
struct May {
    fill: bool,
    comment: bool,
    complete: bool,
}

/// What was typed and not kept, beside the answers that stand in their fields again.
#[derive(Default)]
struct Back {
    /// Why nothing of the task could be kept.
    why: Option<String>,
    comment: String,
    comment_error: Option<String>,
    /// What can be typed nowhere any more.
    lines: Vec<String>,
    is_any: bool,
}

struct CommentPart {
    author: String,
    at: String,
    machine: String,
    text: Vec<String>,
}

/// What all tasks of a page have in common.
#[derive(Clone, Copy)]
pub(super) struct TaskContext<'a> {
    pub(super) page: Frame,
    pub(super) share: &'a Share,
    pub(super) shared: &'a SharedTasks,
    pub(super) now: Timestamp,
    pub(super) unkept: Option<&'a Unkept>,
    pub(super) saved: Option<(&'a TaskSlug, Timestamp)>,
    /// For all tasks of the page together, so that a page with many costs no more than one.
    pub(super) pattern_work: &'a PatternWork,
}

impl<'a> TaskPart<'a> {
    pub(super) fn new(context: TaskContext<'a>, whole: &'a WholeTask, checked: bool) -> Self {
        let TaskContext { page, share, now, .. } = context;
        let (texts, task) = (page.texts, &whole.task);
        let may = |permission| share.terms.permissions.contains(&permission);
        let (stage, in_words) = standing(context, task);
        let open = stage == Stage::Open;
        let permitted = permitted(share, task, open);
        let checked = checked && open;
        let found = if open { work::wrong(task, context.pattern_work) } else { vec![] };
        let guest = share.recipient();
        let (missing, coming) = if open { (work::missing(task, guest), work::coming(task, guest)) } else { (0, 0) };
        let wrong = found.len();
        // Who comes back sees what is wrong, and what is missing only where they asked for it.
        let flaws = if checked { work::flaws(task, share.recipient()) } else { found };
        let unkept = context.unkept.and_then(|unkept| unkept.of(task.slug()));
        let fields = match stage {
            Stage::Waiting => Fields::default(),
            Stage::Open | Stage::Done => {
                Fields::new(texts, share, whole, open, &BesideFields { flaws: &flaws, unkept })
            }
        };
        let may = May {
            fill: permitted.fill && task.spec.fields.iter().any(|f| !takes_files(f) && task.state.is_open(&f.slug)),
            comment: open && may(Permission::Comment),
            complete: open && may(Permission::CompleteTask) && !task.is_decided(),
        };
        let references = share.terms.references(&task.spec);
        Self {
            page,
            org: share.terms.org_name.as_str(),
            share: share.id().to_string(),
            slug: task.slug().as_str(),
            title: task.spec.title.as_str(),
            version: task.work.version,
            saved: saved(context, task, wrong),
            path: path(share, whole),
            stage,
            state: in_words,
            description: task.spec.description.as_ref().map(|d| paragraphs(d.as_str())).unwrap_or_default(),
            references: references.iter().map(|r| FileRow::reference(texts, r, permitted.download)).collect(),
            returned: BackPart::new(page, share, whole).filter(|_| open),
            fields: fields.open,
            kept: fields.kept,
            left_out: whole.left_out_of(share.id()).map(|upload| upload.manifest.name.as_str()).collect(),
            comments: whole.comments.iter().map(|c| CommentPart::new(texts, share, c, now)).collect(),
            news: has_news(whole),
            back: unkept.map(|left| Back::new(texts, (share, whole), left, &may)).unwrap_or_default(),
            may,
            is_step: task.is_decided(),
            decision: DecisionPart::new(texts, share, (task, context.shared.policy.as_ref()), open),
            receipt: task.is_completed_by(share.recipient()),
            checked,
            missing,
            coming,
            wrong,
        }
    }

    /// For the style.
    pub(super) fn stage_name(&self) -> &'static str {
        match self.stage {
            Stage::Waiting => "waiting",
            Stage::Open => "open",
            Stage::Done => "done",
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    fn is_open(&self) -> bool {
        self.stage == Stage::Open
    }

    /// Whether it is sent by somebody else, once all is there.
    fn is_sent_by_others(&self) -> bool {
        self.is_open() && !self.may.complete && !self.is_step
    }

    fn is_waiting(&self) -> bool {
        self.stage == Stage::Waiting
    }

    /// Whether the page needs its form for this task. Its address, then.
    pub(super) fn sends_to(&self) -> Option<&str> {
        let May { fill, comment, complete } = self.may;
        (fill || comment || complete).then_some(self.path.as_str())
    }

    /// Whether the summary is shown.
    pub(super) fn is_told(&self) -> bool {
        self.back.is_any || (self.checked && !self.errors().is_empty())
    }

    /// Where the summary's links lead, and what they say.
    fn errors(&self) -> Vec<(String, String)> {
        let fields = self.fields.iter().filter_map(|f| f.error.as_ref().map(|e| (f.anchor(), e.clone())));
        let comment = self.back.comment_error.iter().map(|error| (format!("comment-{}", self.slug), error.clone()));
        fields.chain(comment).collect()
    }
}

impl Back {
    fn new(texts: Texts, (share, whole): (&Share, &WholeTask), left: &UnkeptTask, may: &May) -> Self {
        let zone = &share.gate.zone;
        let comment = left.comment.as_ref().filter(|_| may.comment);
        let is_lost = (!may.fill && !left.answers.is_empty())
            || left.is_closed_in(&whole.task)
            || (!may.comment && left.comment.is_some());
        Self {
            why: left.why(texts, zone),
            comment: comment.map(|comment| comment.text.clone()).unwrap_or_default(),
            comment_error: comment.map(|comment| comment.why(texts, zone)),
            lines: if is_lost { left.lines(texts, whole) } else { vec![] },
            is_any: true,
        }
    }
}

/// For who has pressed the button: where scripts run, they say it.
fn saved(TaskContext { page, share, now, saved, .. }: TaskContext<'_>, task: &Task, wrong: usize) -> String {
    // The address stays in the browser when it is no news any more.
    let is_news = |at: Timestamp| at <= now && now.duration_since(at) < SAVED_IS_NEWS;
    let Some((_, at)) = saved.filter(|(of, at)| *of == task.slug() && is_news(*at)) else { return String::new() };
    let id = if wrong == 0 { "word-saved" } else { "word-saved-wrong" };
    page.texts.say_with(id, &[("time", time_with_zone(page.texts, at, &share.gate.zone).into())])
}

/// Whether a comment is newer than the completion, which folds the task.
fn has_news(whole: &WholeTask) -> bool {
    let completion = whole.task.state.completion.as_ref();
    completion.is_some_and(|completion| whole.comments.iter().any(|comment| comment.at > completion.at))
}

/// Names only what the guest may know: tasks outside the share are "another step".
fn standing(context: TaskContext<'_>, task: &Task) -> (Stage, String) {
    let TaskContext { page: Frame { texts, .. }, share, shared, now, .. } = context;
    let on = match Turn::of(task, &shared.progress) {
        Turn::Open if !task.state.rounds.is_first() => return (Stage::Open, texts.say("work-state-back")),
        Turn::Open => return (Stage::Open, texts.say("work-state-open")),
        Turn::Completed { at } => {
            let when = at_a_glance(texts, at, &share.gate.zone, now);
            return (Stage::Done, texts.say_with("work-state-completed", &[("when", when.into())]));
        }
        Turn::Waiting { on } => on,
    };
    let title =
        |slug: &TaskSlug| shared.tasks.iter().find(|t| t.task.slug() == slug).map(|t| t.task.spec.title.as_str());
    let visible: Vec<_> = on.iter().filter(|slug| share.terms.scope.includes(slug)).filter_map(title).collect();
    let id = match (visible.len(), on.len()) {
        (0, _) => return (Stage::Waiting, texts.say("work-state-waiting")),
        (named, all) if named == all => "work-state-waiting-for",
        _ => "work-state-waiting-for-and",
    };
    (Stage::Waiting, texts.say_with(id, &[("titles", visible.join(", ").into())]))
}

impl CommentPart {
    fn new(texts: Texts, share: &Share, comment: &Comment, now: Timestamp) -> Self {
        let org = share.terms.org_name.as_str();
        let staff = [("name", comment.author.as_str().into()), ("org", org.into())];
        Self {
            author: if comment.is_from_staff() {
                texts.say_with("work-comment-staff", &staff)
            } else {
                comment.author.to_string()
            },
            at: at_a_glance(texts, comment.at, &share.gate.zone, now),
            machine: machine(comment.at),
            text: paragraphs(comment.text.as_str()),
        }
    }
}
