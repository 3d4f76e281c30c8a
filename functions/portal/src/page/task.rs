//! One task of the portal: what it asks for, what was done on it, and what the guest may do now.

use askama::Template;
use jiff::{SignedDuration, Timestamp};
use vestibule_domain::{
    share::Permission,
    task::{Task, WholeTask},
    work,
};
use vestibule_pages::{
    decision::DecisionPart,
    field::{FieldPart, FileRow, takes_files},
    frame::Frame,
    moments::time_with_zone,
    paragraphs::paragraphs,
};

use super::{
    comments::{CommentPart, has_news},
    context::TaskContext,
    decision::{Review, decision_part, reviews, waits_for_answers},
    fields::{BesideFields, Fields, cannot_open, path, permitted},
    handed_back::BackPart,
    may::May,
    stage::{Stage, standing, waiting_note},
    typed_back::Back,
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
    /// What is said where it waits.
    waiting: Option<String>,
    description: Vec<String>,
    references: Vec<FileRow>,
    /// Whom to ask where the share lets its guest open none of them.
    cannot_open: Option<String>,
    reviews: Vec<Review<'a>>,
    /// What was handed back, above a task that is open by it.
    returned: Option<BackPart>,
    fields: Vec<FieldPart<'a>>,
    /// What was sent and not handed back.
    kept: Vec<FieldPart<'a>>,
    /// What the guest sent and is no part of the completed task.
    left_out: Vec<&'a str>,
    /// What came back to the guest, and the completed task lacks.
    without: Vec<&'a str>,
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
    /// Somebody has decided on what is in its fields.
    frozen: bool,
    /// The guest tried to complete it: what is missing is shown.
    pub(super) checked: bool,
    /// How many answers are missing.
    pub(super) missing: usize,
    /// How many files are being received or checked.
    pub(super) coming: usize,
    /// How many are there and wrong.
    pub(super) wrong: usize,
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
        let waits = |undecided| waits_for_answers(share, task, undecided);
        let checked = (checked || undecided.is_some_and(waits)) && open;
        let who = share.assignee();
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
            upload: permitted.upload && task.spec.fields.iter().any(|f| takes_files(f) && task.state.is_open(&f.slug)),
            comment: open && may(Permission::Comment) && !share.leaves_to_others(task),
            complete: open && may(Permission::CompleteTask) && !task.is_decided(),
            decide: decision.as_ref().is_some_and(DecisionPart::is_open),
        };
        let references = share.terms.references(&task.spec);
        let without: Vec<_> = whole.completed_without(guest).map(|sent| sent.upload.manifest.name.as_str()).collect();
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
            waiting: waiting_note(context, task),
            description: task.spec.description.as_ref().map(|d| paragraphs(d.as_str())).unwrap_or_default(),
            references: references.iter().map(|r| FileRow::reference(texts, r, permitted.download)).collect(),
            cannot_open: (!permitted.download && !references.is_empty()).then(|| cannot_open(page, share)),
            reviews: reviews(context, task, stage),
            returned: BackPart::new(page, share, whole).filter(|_| open),
            fields: fields.open,
            kept: fields.kept,
            left_out: whole.left_out_of(share.id()).map(|upload| upload.manifest.name.as_str()).collect(),
            unfolded: has_news(whole)
                || unkept.is_some()
                || task.is_decided()
                || !without.is_empty()
                || share.is_done_with(task),
            without,
            comments: whole.comments.iter().map(|c| CommentPart::new(texts, share, c, now)).collect(),
            news: has_news(whole),
            back: unkept.map(|left| Back::new(texts, (share, whole), left, &may)).unwrap_or_default(),
            may,
            is_step: task.is_decided(),
            decision,
            receipt: task.contribution(share.recipient(), &who).is_some(),
            frozen: open && !task.state.step.responses.is_empty(),
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

    pub(super) fn is_open(&self) -> bool {
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

    /// Whether answers of it can be saved by a button.
    pub(super) fn saves(&self) -> bool {
        self.may.fill
    }

    /// Whether files of it can be sent.
    pub(super) fn takes_files(&self) -> bool {
        self.may.upload
    }

    /// Whether it waits for others.
    pub(super) fn is_waiting(&self) -> bool {
        self.stage == Stage::Waiting
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

    /// Whether the page needs its form for this task. Its address, then.
    pub(super) fn sends_to(&self) -> Option<&str> {
        let May { fill, comment, complete, decide, .. } = self.may;
        (fill || comment || complete || decide).then_some(self.path.as_str())
    }

    /// Whether the summary is shown.
    pub(super) fn is_told(&self) -> bool {
        // What is lost is told in a part of its own.
        (self.back.is_any && self.back.lines.is_empty())
            || ((self.back.is_any || self.checked) && !self.errors().is_empty())
    }

    /// What stands over the summary.
    fn summary_title(&self) -> String {
        self.page.say(if self.back.only_waits && !self.checked { "work-not-sent" } else { "frame-problem" })
    }

    /// Where the summary's links lead, and what they say.
    fn errors(&self) -> Vec<(String, String)> {
        let fields = self.fields.iter().filter_map(|f| f.error.as_ref().map(|e| (f.anchor(), e.clone())));
        let comment = self.back.comment_error.iter().map(|error| (format!("comment-{}", self.slug), error.clone()));
        let decision = self.decision.as_ref().and_then(DecisionPart::flaw);
        fields.chain(comment).chain(decision).collect()
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
