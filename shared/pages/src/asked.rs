//! What a share asks for, as it is said up front: tasks by name, how much each is, and about how long they take.

use vestibule_domain::{
    share::{Permission, Scope, Share},
    task::{Assignee, Spec, StepKind},
};

use crate::{
    field::{Effort, effort, takes_files},
    moments::on_record,
    texts::Texts,
};

/// The first tasks of a share, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Empty where none may be named.
    pub tasks: Vec<AskedTask<'a>>,
    /// Of tasks that are not named, where some are.
    pub more: Option<String>,
    /// About how long it takes, where all are named.
    pub minutes: Option<String>,
}

/// One task by its name, and how much it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedTask<'a> {
    pub title: &'a str,
    /// "7 answers · 2 files", "your decision"
    pub amount: String,
    /// Until when it is to be decided.
    pub due: Option<String>,
    /// The fields that take files, by their labels.
    pub files: Vec<&'a str>,
}

impl<'a> Asked<'a> {
    /// `named` are the first tasks of the share.
    pub fn new(texts: Texts, named: &'a [Spec], share: &Share) -> Self {
        let Scope::Tasks(scope) = &share.terms.scope;
        let all = scope.tasks.len();
        let more = all.saturating_sub(named.len());
        let count = |id: &str, n: usize| texts.say_with(id, &[("count", n.into())]);
        Self {
            tasks: named.iter().map(|spec| AskedTask::new(texts, spec, share)).collect(),
            more: (!named.is_empty() && more > 0).then(|| count("asked-more", more)),
            minutes: (!named.is_empty() && more == 0).then(|| count("asked-minutes", minutes(named))),
        }
    }
}

impl<'a> AskedTask<'a> {
    fn new(texts: Texts, spec: &'a Spec, share: &Share) -> Self {
        let files: Vec<_> = spec.fields.iter().filter(|f| takes_files(f)).map(|f| f.label.as_str()).collect();
        let answers = spec.fields.len() - files.len();
        let parts = [("asked-answers", answers), ("asked-files", files.len())];
        let said = parts.iter().filter(|(_, n)| *n > 0).map(|(id, n)| texts.say_with(id, &[("count", (*n).into())]));
        let step = spec.step.as_ref().filter(|_| decides(spec, share));
        let decision = step.map(|_| texts.say("asked-decision"));
        let due = step.and_then(|step| step.due.as_ref()).map(|due| on_record(texts, due.at, &due.zone));
        let due = due.map(|due| texts.say_with("asked-due", &[("due", due.into())]));
        Self { title: spec.title.as_str(), amount: said.chain(decision).collect::<Vec<_>>().join(" · "), due, files }
    }
}

/// Whether the guest of the share is asked to decide in it.
pub fn decides(spec: &Spec, share: &Share) -> bool {
    let who = Assignee::guest(&share.terms.recipient.email);
    let names = spec.step.as_ref().is_some_and(|step| step.kind != StepKind::Work && step.assignees.contains(&who));
    names && share.terms.permissions.contains(&Permission::Respond)
}

/// A rough guess, in steps of five minutes.
fn minutes(asked: &[Spec]) -> usize {
    let seconds = |field| match effort(field) {
        Effort::Answer => 20,
        Effort::Prose | Effort::Files => 90,
    };
    let all: usize = asked.iter().flat_map(|spec| &spec.fields).map(seconds).sum();
    all.div_ceil(300).max(1) * 5
}
