//! Mails to members and responders about their steps: what is theirs to do, by when, in which run; and what no longer is.
//! In their language and their zone.

use askama::Template;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    run::Run,
    staff::{Member, Org},
    task::{StepKind, Task},
    value::Line,
};
use vestibule_pages::{
    moments::on_record,
    render::{RenderError, rendered},
    texts::{Texts, Value},
};

use super::{sender, subject::one_line, texts::texts};

/// What both forms of the mail say.
struct Content {
    texts: Texts,
    subject: String,
    hello: String,
    happened: String,
    next: String,
    /// Label and value: which step this is about.
    facts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "step.txt")]
struct Plain<'a> {
    content: &'a Content,
}

#[derive(Template)]
#[template(path = "step.html", whitespace = "minimize")]
struct Html<'a> {
    content: &'a Content,
}

/// A step is somebody's to do from now on.
pub fn step_to_do(of: (&Org, &Run), task: &Task, to: &Member) -> Result<Mail, RenderError> {
    let happened = match task.spec.step.as_ref().map(|step| step.kind) {
        Some(StepKind::Review) => "step-review",
        Some(StepKind::Approve) => "step-approve",
        Some(StepKind::Acknowledge) => "step-acknowledge",
        Some(StepKind::Work) | None => "step-work",
    };
    written(of, task, to, ("step-subject", happened, "step-next"))
}

/// A step is somebody else's to do, or nobody's.
pub fn step_taken(of: (&Org, &Run), task: &Task, to: &Member) -> Result<Mail, RenderError> {
    written(of, task, to, ("step-taken-subject", "step-taken", "step-taken-next"))
}

fn written(
    (org, run): (&Org, &Run),
    task: &Task,
    to: &Member,
    (subject, happened, next): (&str, &str, &str),
) -> Result<Mail, RenderError> {
    let texts = texts(to.locale);
    let values: [(&str, Value<'_>); 4] = [
        ("name", to.name.as_str().into()),
        ("task", task.spec.title.as_str().into()),
        ("title", run.title.as_str().into()),
        ("org", org.name.as_str().into()),
    ];
    let due = task.spec.step.as_ref().and_then(|step| step.due.as_ref());
    let due = due.map(|due| (texts.say("step-due"), on_record(texts, due.at, &to.zone)));
    let facts = [
        (texts.say("step-task"), task.spec.title.to_string()),
        (texts.say("step-run"), run.title.to_string()),
        (texts.say("step-project"), run.project.to_string()),
        (texts.say("step-org"), org.name.to_string()),
    ];
    let content = Content {
        texts,
        subject: one_line(&texts.say_with(subject, &values)),
        hello: texts.say_with("member-hello", &values),
        happened: texts.say_with(happened, &values),
        next: texts.say_with(next, &values),
        facts: due.into_iter().chain(facts).collect(),
    };
    let known_as = org.policy.sender_name.as_ref().map_or(org.name.as_str(), Line::as_str);
    let (text, html) = (rendered(&Plain { content: &content })?, rendered(&Html { content: &content })?);
    Ok(Mail { sender: sender::named(texts, known_as), text, html, subject: content.subject })
}
