//! One task of the portal: what it asks for, what was done on it, and what the guest may do now.

use askama::Template;
use jiff::{SignedDuration, Timestamp};
use vestibule_domain::{
    share::{Permission, Share},
    task::{Assignee, Task, WholeTask},
    work,
};
use vestibule_pages::{
    decision::DecisionPart,
    field::{FieldPart, FileRow, takes_files},
    frame::Frame,
    moments::time_with_zone,
    paragraphs::paragraphs,
    texts::Texts,
};

use super::{
    comments::{CommentPart, has_news},
    context::TaskContext,
    decision::{decision_part, reviews},
    fields::{BesideFields, Fields, path, permitted},
    handed_back::BackPart,
    stage::{Stage, standing},
    undecided::UnkeptDecision,
    unkept::UnkeptTask,
};

/// For so long a page says that its task was saved by its button.
const SAVED_IS_NEWS: SignedDuration = SignedDuration::from_mins(10);

#[derive(Template)]
#[template(path = "task.html", whitespace = "minimize")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, told by its name")]
pub(super) struct TaskPart<'a> {
    page: Frame,
    org: &'a str,
    share: String,
    pub(super) slug: &'a str,
    pub(super) title: &'a str,
    version: u64,
    /// A decision that is kept by the browser is of this cycle.
    cycle: u16,
    /// That it was just saved.
    saved: String,
    /// `/p/{share}/tasks/{task}`
    path: String,
    pub(super) stage: Stage,
    /// In words.
    pub(super) state: String,
    description: Vec<String>,
    references: Vec<FileRow>,
    /// What is reviewed: each task, with what its link says.
    reviews: Vec<(&'a str, String)>,
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
    /// It is shown though it is done.
    unfolded: bool,
    may: May,
    /// What came back, for it could not be kept.
    back: Back,
    /// It is completed by a decision.
    is_step: bool,
    pub(super) decision: Option<DecisionPart>,
    /// The guest completed it or decided in it, and has its receipt.
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
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, told by its name")]
struct May {
    fill: bool,
    comment: bool,
    complete: bool,
    decide: bool,
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

impl<'a> TaskPart<'a> {
    pub(super) fn new(context: TaskContext<'a>, whole: &'a WholeTask, checked: bool) -> Self {
        let TaskContext { page, share, now, .. } = context;
        let (texts, task) = (page.texts, &whole.task);
        let may = |permission| share.terms.permissions.contains(&permission);
        let (stage, in_words) = standing(context, task);
        let open = stage == Stage::Open;
        let permitted = permitted(share, task, open);
        let unkept = context.unkept.and_then(|unkept| unkept.of(task.slug()));
        let undecided = unkept.and_then(|unkept| unkept.decision.as_ref());
        let checked = (checked || undecided.is_some_and(UnkeptDecision::is_incomplete)) && open;
        let who = Assignee::guest(&share.terms.recipient.email);
        let found = if open { work::wrong(task, context.pattern_work) } else { vec![] };
        let guest = share.recipient();
        let (missing, coming) = if open { (work::missing(task, guest), work::coming(task, guest)) } else { (0, 0) };
        let wrong = found.len();
        // Who comes back sees what is wrong, and what is missing only where they asked for it.
        let flaws = if checked { work::flaws(task, share.recipient()) } else { found };
        let fields = match stage {
            Stage::Waiting => Fields::default(),
            Stage::Open | Stage::Done => {
                Fields::new(texts, share, whole, open, &BesideFields { flaws: &flaws, unkept })
            }
        };
        let decision = decision_part(context, whole, (open, undecided));
        let may = May {
            fill: permitted.fill && task.spec.fields.iter().any(|f| !takes_files(f) && task.state.is_open(&f.slug)),
            comment: open && may(Permission::Comment),
            complete: open && may(Permission::CompleteTask) && !task.is_decided(),
            decide: decision.as_ref().is_some_and(DecisionPart::is_open),
        };
        let references = share.terms.references(&task.spec);
        Self {
            page,
            org: share.terms.org_name.as_str(),
            share: share.id().to_string(),
            slug: task.slug().as_str(),
            title: task.spec.title.as_str(),
            version: task.work.version,
            cycle: task.spec.cycle,
            saved: saved(context, task, wrong),
            path: path(share, whole),
            stage,
            state: in_words,
            description: task.spec.description.as_ref().map(|d| paragraphs(d.as_str())).unwrap_or_default(),
            references: references.iter().map(|r| FileRow::reference(texts, r, permitted.download)).collect(),
            reviews: reviews(context, task, stage),
            returned: BackPart::new(page, share, whole).filter(|_| open),
            fields: fields.open,
            kept: fields.kept,
            left_out: whole.left_out_of(share.id()).map(|upload| upload.manifest.name.as_str()).collect(),
            comments: whole.comments.iter().map(|c| CommentPart::new(texts, share, c, now)).collect(),
            news: has_news(whole),
            unfolded: has_news(whole) || unkept.is_some() || task.is_decided(),
            back: unkept.map(|left| Back::new(texts, (share, whole), left, &may)).unwrap_or_default(),
            may,
            is_step: task.is_decided(),
            decision,
            receipt: task.contribution(share.recipient(), &who).is_some(),
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

    /// Whether the guest has something to decide in it now.
    pub(super) fn decides(&self) -> bool {
        self.may.decide
    }

    /// How many fields of it came back.
    pub(super) fn came_back(&self) -> usize {
        self.returned.as_ref().map_or(0, |back| back.items.len())
    }

    /// Whether it is open and has fields.
    pub(super) fn is_answered(&self) -> bool {
        self.is_open() && !self.fields.is_empty()
    }

    /// What the button says that sends the decision.
    fn decide_label(&self, part: &DecisionPart) -> String {
        let org = ("org", self.org.into());
        match part.only() {
            Some(decision) => self.page.texts.say_with("work-decide-send-only", &[org, ("decision", decision.into())]),
            None => self.page.texts.say_with("work-decide-send", &[org]),
        }
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
        let May { fill, comment, complete, decide } = self.may;
        (fill || comment || complete || decide).then_some(self.path.as_str())
    }

    /// Whether the summary is shown.
    pub(super) fn is_told(&self) -> bool {
        // What is lost is told in a part of its own.
        (self.back.is_any && self.back.lines.is_empty())
            || ((self.back.is_any || self.checked) && !self.errors().is_empty())
    }

    /// Where the summary's links lead, and what they say.
    fn errors(&self) -> Vec<(String, String)> {
        let fields = self.fields.iter().filter_map(|f| f.error.as_ref().map(|e| (f.anchor(), e.clone())));
        let comment = self.back.comment_error.iter().map(|error| (format!("comment-{}", self.slug), error.clone()));
        let decision = self.decision.as_ref().and_then(DecisionPart::flaw);
        fields.chain(comment).chain(decision).collect()
    }
}

impl Back {
    fn new(texts: Texts, (share, whole): (&Share, &WholeTask), left: &UnkeptTask, may: &May) -> Self {
        let zone = &share.gate.zone;
        let comment = left.comment.as_ref().filter(|_| may.comment);
        let is_incomplete = left.decision.as_ref().is_some_and(UnkeptDecision::is_incomplete);
        let is_lost = (!may.fill && !left.answers.is_empty())
            || left.is_closed_in(&whole.task)
            || (!may.comment && left.comment.is_some())
            || (!may.decide && left.decision.is_some());
        Self {
            why: left.why(texts, zone).filter(|_| is_lost || is_incomplete || left.why.is_some()),
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
