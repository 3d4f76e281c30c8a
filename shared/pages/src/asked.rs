//! What a share asks for, as it is said up front: tasks by name, how much each is, and about how long they take.

use vestibule_domain::{
    share::{CameBack, LeftTask, LeftToDo, Permission, Share},
    task::{Spec, StepKind},
};

use crate::{
    field::{Effort, effort, takes_files},
    moments::on_record,
    texts::Texts,
};

/// What stands between two things that are said of a task.
const BETWEEN: &str = " · ";

/// The first tasks of a share, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Empty where none may be named.
    pub tasks: Vec<AskedTask<'a>>,
    /// Of tasks that are not named, where some are.
    pub more: Option<String>,
    /// How many wait for others, where some do.
    pub waiting: Option<String>,
    /// Until when is to be decided what is not named.
    pub due: Option<String>,
    /// About how long it takes, where all are named.
    pub minutes: Option<String>,
}

/// One task by its name, and how much it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedTask<'a> {
    pub title: &'a str,
    /// "7 answers · 2 files"
    pub amount: String,
    /// The fields that take files, by their labels: they follow the amount.
    pub files: Vec<&'a str>,
    /// What follows these: the decision and until when, that it came back, that it waits for others where not all do.
    pub rest: String,
}

impl<'a> Asked<'a> {
    pub fn new(texts: Texts, left: &'a LeftToDo, share: &Share) -> Self {
        let LeftToDo { all, waiting, named, due } = left;
        let more = all.saturating_sub(named.len());
        let count = |id: &str, n: usize| texts.say_with(id, &[("count", n.into())]);
        let wait = || texts.say_with("asked-waiting", &[("count", (*waiting).into()), ("all", (*all).into())]);
        let minutes = || count("asked-minutes", minutes(named.iter().map(|task| &task.spec)));
        let due = due.as_ref().map(|due| on_record(texts, due.at, &due.zone));
        Self {
            tasks: named.iter().map(|task| AskedTask::new(texts, task, share, waiting < all)).collect(),
            more: (!named.is_empty() && more > 0).then(|| count("asked-more", more)),
            waiting: (*waiting > 0).then(|| if waiting == all { count("asked-all-waiting", *all) } else { wait() }),
            due: due.map(|due| texts.say_with("asked-decide-by", &[("due", due.into())])),
            minutes: (!named.is_empty() && more == 0).then(minutes),
        }
    }
}

impl<'a> AskedTask<'a> {
    fn new(texts: Texts, left: &'a LeftTask, share: &Share, others_do_not: bool) -> Self {
        let LeftTask { spec, waits, back } = left;
        let files: Vec<_> = spec.fields.iter().filter(|f| takes_files(f)).map(|f| f.label.as_str()).collect();
        let answers = spec.fields.len() - files.len();
        let parts = [("asked-answers", answers), ("asked-files", files.len())];
        let said = parts.iter().filter(|(_, n)| *n > 0).map(|(id, n)| texts.say_with(id, &[("count", (*n).into())]));
        let amount = said.collect::<Vec<_>>().join(BETWEEN);
        let step = spec.step.as_ref().filter(|_| decides(spec, share));
        let due = step.and_then(|step| step.due.as_ref()).map(|due| on_record(texts, due.at, &due.zone));
        let rest = [
            step.map(|_| texts.say("asked-decision")),
            due.map(|due| texts.say_with("asked-due", &[("due", due.into())])),
            back.map(|back| texts.say(if back == CameBack::ToThem { "asked-back" } else { "asked-back-to-others" })),
            (*waits && others_do_not).then(|| texts.say("asked-waits")),
        ];
        let rest = rest.into_iter().flatten().collect::<Vec<_>>().join(BETWEEN);
        let between = if amount.is_empty() || rest.is_empty() { "" } else { BETWEEN };
        Self { title: spec.title.as_str(), rest: format!("{between}{rest}"), amount, files }
    }

    /// Whether anything is said beside its title.
    pub fn says_more(&self) -> bool {
        !self.amount.is_empty() || !self.rest.is_empty()
    }
}

/// Whether the guest of the share is asked to decide in it.
pub fn decides(spec: &Spec, share: &Share) -> bool {
    let who = share.assignee();
    let names = spec.step.as_ref().is_some_and(|step| step.kind != StepKind::Work && step.assignees.contains(&who));
    names && share.terms.permissions.contains(&Permission::Respond)
}

/// A rough guess, in steps of five minutes.
fn minutes<'a>(asked: impl Iterator<Item = &'a Spec>) -> usize {
    let seconds = |field| match effort(field) {
        Effort::Answer => 20,
        Effort::Prose | Effort::Files => 90,
    };
    let all: usize = asked.flat_map(|spec| &spec.fields).map(seconds).sum();
    all.div_ceil(300).max(1) * 5
}
