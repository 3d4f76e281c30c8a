//! What somebody decided, as others and their receipts tell it: what, with which comment, on what, and what it came to.

use vestibule_domain::{
    task::{Assignee, Response, SentFile, Task, WholeTask},
    value::Zone,
};

use super::words::{label, made};
use crate::{moments::on_record_on, texts::Texts};

/// What the decision of somebody came to so far.
fn result(texts: Texts, task: &Task) -> String {
    let result = task.state.completion.as_ref().and_then(|done| done.result);
    result.map_or_else(|| texts.say("decided-open"), |result| made(texts, result))
}

/// What somebody decided, as others are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub what: String,
    pub comment: Option<String>,
    /// What it came to so far.
    pub result: String,
}

/// `None`: they have decided nothing.
pub fn decided(texts: Texts, whole: &WholeTask, who: &Assignee) -> Option<Decided> {
    let own = whole.task.state.step.responses.get(who)?;
    let what = late(texts, own, made(texts, own.decision));
    let comment = comment_of(own, whole);
    Some(Decided { what, comment, result: result(texts, &whole.task) })
}

/// What a receipt says of a decision: what, with which comment, and what it came to. `None`: they have decided nothing.
pub fn told_in_receipt(
    texts: Texts,
    whole: &WholeTask,
    (who, zone): (&Assignee, &Zone),
) -> Option<Vec<(String, String)>> {
    let own = whole.task.state.step.responses.get(who)?;
    let Decided { comment, result, .. } = decided(texts, whole, who)?;
    let reviews = whole.task.spec.step.as_ref().is_some_and(|step| !step.reviews.is_empty());
    let reviewed = reviews.then(|| (texts.say("decided-told-reviewed"), reviewed(texts, whole.decided_on(own), zone)));
    let told = [
        (texts.say("decided-told-what"), late(texts, own, label(texts, own.decision))),
        (texts.say("decided-told-comment"), comment.unwrap_or_else(|| texts.say("decided-told-no-comment"))),
        (texts.say("decided-told-result"), result),
    ];
    Some(told.into_iter().chain(reviewed).collect())
}

/// What was under review, one line a task.
fn reviewed(texts: Texts, decided_on: Option<&[WholeTask]>, zone: &Zone) -> String {
    let Some(decided_on) = decided_on else { return texts.say("decided-told-changed") };
    let line = |whole: &WholeTask| {
        let done = whole.task.state.completion.as_ref();
        let values = [
            ("task", whole.task.spec.title.as_str().into()),
            ("by", done.map_or("", |done| done.by.as_str()).into()),
            ("when", done.map(|done| on_record_on(texts, done.at, zone)).unwrap_or_default().into()),
        ];
        texts.say_with("decided-told-sent", &values)
    };
    decided_on.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The files under review that somebody decided on.
pub fn files_decided_on<'a>(whole: &'a WholeTask, who: &Assignee) -> Vec<&'a SentFile> {
    let own = whole.task.state.step.responses.get(who);
    let decided_on = own.and_then(|own| whole.decided_on(own)).unwrap_or_default();
    decided_on.iter().flat_map(WholeTask::received).collect()
}

/// With a decision that came after the due date, that it did.
fn late(texts: Texts, own: &Response, what: String) -> String {
    if own.late { format!("{what} ({})", texts.say("decided-told-late")) } else { what }
}

/// What was decided in a step before, by whom, and what they wrote with it.
pub fn told_before(texts: Texts, whole: &WholeTask) -> Vec<(String, Vec<String>)> {
    let told = |(_, response): (&Assignee, &Response)| {
        let comment = comment_of(response, whole);
        (response.by.to_string(), [label(texts, response.decision)].into_iter().chain(comment).collect())
    };
    whole.task.state.step.in_order().into_iter().map(told).collect()
}

/// What somebody wrote with their decision.
fn comment_of(response: &Response, whole: &WholeTask) -> Option<String> {
    whole.comment_with(response).map(|comment| comment.text.to_string())
}
