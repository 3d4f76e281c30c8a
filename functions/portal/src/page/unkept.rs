//! What was typed and could not be kept: it stands on the page again, where it was typed, with the reason beside it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use vestibule_api::problem::{Conflict, Extension};
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    run::Turn,
    share::Share,
    task::{Answer, Draft, Task, WholeTask, Whose},
    value::{FieldSlug, PersonName, TaskSlug, TextRefused, Zone},
};
use vestibule_pages::{field::shown, moments::time_with_zone, texts::Texts};
use vestibule_web::answer::{Kind, Problem};

use super::undecided::{NotDecided, UnkeptDecision};

/// By their tasks, in the order of the page.
#[derive(Debug, Default)]
pub struct Unkept(Vec<(TaskSlug, UnkeptTask)>);

/// Of one task.
#[derive(Debug, Default)]
pub struct UnkeptTask {
    pub answers: BTreeMap<FieldSlug, Option<Answer>>,
    /// What stands instead, where somebody else changed it in the meantime.
    pub changed: BTreeMap<FieldSlug, Option<Answer>>,
    /// Why nothing of it could be kept.
    pub why: Option<Problem>,
    pub comment: Option<UnkeptComment>,
    pub decision: Option<UnkeptDecision>,
}

/// A comment as it was typed.
#[derive(Debug)]
pub struct UnkeptComment {
    pub text: String,
    pub why: NotAdded,
}

/// What was typed on the page of a document and could not be kept.
#[derive(Debug)]
pub enum UnkeptThere {
    Comment(UnkeptComment),
    Decision(UnkeptDecision),
}

/// Why a comment was not added.
#[derive(Debug)]
pub enum NotAdded {
    /// Another button was pressed.
    Waiting,
    Text(TextRefused),
    Problem(Problem),
}

impl Unkept {
    /// The first task of which something is left.
    pub fn first(&self) -> Option<&TaskSlug> {
        self.0.first().map(|(task, _)| task)
    }

    /// Keeps what is left of a task, if anything is.
    pub fn add(&mut self, task: &TaskSlug, left: UnkeptTask) {
        if !left.answers.is_empty() || left.comment.is_some() || left.decision.is_some() {
            self.0.push((task.clone(), left));
        }
    }

    /// A decision that was right waits, because something else is left.
    pub fn wait(&mut self, task: &TaskSlug, decision: UnkeptDecision) {
        match self.0.iter_mut().find(|(of, _)| of == task) {
            Some((_, left)) => left.decision = left.decision.take().or(Some(decision)),
            None => self.0.push((task.clone(), UnkeptTask { decision: Some(decision), ..UnkeptTask::default() })),
        }
    }

    pub fn of(&self, task: &TaskSlug) -> Option<&UnkeptTask> {
        self.0.iter().find(|(of, _)| of == task).map(|(_, left)| left)
    }

    /// Puts the answers of a guest into the tasks where they can still change, as if they stood there. `false`: some tasks are on another page.
    pub fn put_into(&self, shared: &mut SharedTasks, share: &Share) -> bool {
        for WholeTask { task, .. } in &mut shared.tasks {
            let Some(left) = self.of(task.slug()) else { continue };
            // What somebody has decided on, or others are to, stands as it is.
            let stays = !task.state.step.responses.is_empty() || share.leaves_to_others(task);
            if stays || !matches!(Turn::of(task, &shared.progress), Turn::Open) {
                continue;
            }
            let (since, state) = (task.work.version, &task.state);
            let by = Whose { recipient: share.recipient(), other: None };
            for (slug, answer) in left.answers.iter().filter(|(slug, _)| state.is_open(slug)) {
                let answer = answer.clone().unwrap_or(Answer::Text(String::new()));
                task.work.answers.insert(slug.clone(), Draft { answer, since, by });
            }
        }
        self.0.iter().all(|(task, _)| shared.tasks.iter().any(|whole| whole.task.slug() == task))
    }
}

impl UnkeptTask {
    /// What is said beside a field that somebody else has changed.
    pub(super) fn changed(&self, texts: Texts, whole: &WholeTask, slug: &FieldSlug) -> Option<String> {
        let (theirs, field) = (self.changed.get(slug)?, whole.task.spec.field(slug)?);
        let lines = shown(texts, field, theirs.as_ref());
        let theirs = if lines.is_empty() { texts.say("field-not-answered") } else { lines.join(", ") };
        Some(texts.say_with("work-changed", &[("label", field.label.as_str().into()), ("theirs", theirs.into())]))
    }

    /// Whether nothing is wrong with it: what is typed is to be sent, or taken out, by its own button.
    pub(super) fn only_waits(&self) -> bool {
        let comment = self.comment.as_ref().is_none_or(|comment| matches!(comment.why, NotAdded::Waiting));
        let decision = self.decision.as_ref().is_none_or(|decision| decision.why == NotDecided::Waiting);
        self.answers.is_empty() && self.why.is_none() && comment && decision
    }

    /// Whether some of it can be typed nowhere any more: it was sent in an earlier round.
    pub(super) fn is_closed_in(&self, task: &Task) -> bool {
        self.answers.keys().any(|slug| !task.state.is_open(slug))
    }

    /// Why nothing of it could be kept.
    pub(super) fn why(&self, texts: Texts, zone: &Zone) -> Option<String> {
        let error = |decision: &UnkeptDecision| decision.error(texts);
        let over = self.decision.as_ref().filter(|decision| decision.is_over()).map(error);
        let problem = || self.why.as_ref().map(|problem| said(texts, problem, zone));
        over.or_else(problem).or_else(|| self.decision.as_ref().map(error))
    }

    /// Everything as text, where it can be typed nowhere any more.
    pub(super) fn lines(&self, texts: Texts, whole: &WholeTask) -> Vec<String> {
        let answers = self.answers.iter().filter_map(|(slug, answer)| {
            let field = whole.task.spec.field(slug)?;
            let lines = shown(texts, field, answer.as_ref());
            (!lines.is_empty()).then(|| format!("{}: {}", field.label, lines.join(", ")))
        });
        let decision = self.decision.iter().map(|decision| decision.line(texts)).filter(|line| !line.is_empty());
        answers.chain(self.comment.iter().map(|comment| comment.text.clone())).chain(decision).collect()
    }
}

impl UnkeptComment {
    pub(super) fn why(&self, texts: Texts, zone: &Zone) -> String {
        match &self.why {
            NotAdded::Waiting => texts.say("word-comment-waiting"),
            NotAdded::Text(TextRefused::Empty) => texts.say("word-comment-empty"),
            NotAdded::Text(TextRefused::TooLong { max }) => {
                texts.say_with("word-comment-long", &[("max", (*max).into())])
            }
            NotAdded::Text(_) => texts.say("word-comment-large"),
            NotAdded::Problem(problem) => said(texts, problem, zone),
        }
    }
}

/// The answers of the task altogether, not one of them.
fn is_too_much(problem: &Problem) -> bool {
    problem.details().errors.iter().any(|flaw| flaw.code == "too_much")
}

fn said(texts: Texts, problem: &Problem, zone: &Zone) -> String {
    let Extension { code, at, completed_at, by, .. } = &problem.details().extension;
    let time = |at: &Option<Timestamp>| at.map(|at| time_with_zone(texts, at, zone)).unwrap_or_default();
    match (problem.kind(), code) {
        (Kind::Unprocessable, _) if is_too_much(problem) => texts.say("work-too-much"),
        (Kind::TooManyRequests, _) => texts.say_with("word-used-up", &[("time", time(at).into())]),
        (_, Some(Conflict::NotHandedBack)) => texts.say("work-not-handed-back"),
        (_, Some(Conflict::Assignment)) => texts.say("work-for-others"),
        (_, Some(Conflict::TooMany)) => texts.say("word-too-many"),
        (_, Some(Conflict::TaskDone)) => texts.say_with("word-task-done", &[("time", time(completed_at).into())]),
        (_, Some(Conflict::BeingDecided)) => {
            let name = by.as_ref().map_or("", PersonName::as_str);
            texts.say_with("word-decided", &[("name", name.into()), ("time", time(at).into())])
        }
        _ => texts.say("work-moved-on"),
    }
}
