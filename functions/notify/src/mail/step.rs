//! Mails to members and responders about their steps: what is theirs to do, by when, in which run; and what no longer is.
//! In their language and their zone. However many steps came at once, they are one mail.

use askama::Template;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    run::Run,
    staff::{Member, Org},
    step::StepNews,
    task::{Due, StepKind, StepTerms, Task},
    value::Line,
};
use vestibule_pages::{
    moments::on_record,
    render::{RenderError, rendered},
    texts::{Texts, Value},
};

use super::{sender, subject::one_line, texts::texts};

/// Steps that one mail names; of the others it says how many they are.
const MAX_NAMED: usize = 20;

/// A step, as far as a mail tells it.
#[derive(Debug, Clone)]
pub struct StepItem {
    title: Line<200>,
    kind: StepKind,
    due: Option<Due>,
}

impl StepItem {
    pub fn new(task: &Task, step: &StepTerms) -> Self {
        Self { title: task.spec.title.clone(), kind: step.kind, due: step.due.clone() }
    }
}

/// What both forms of the mail say.
struct Content {
    texts: Texts,
    subject: String,
    hello: String,
    happened: String,
    next: String,
    /// Label and value: which steps this is about.
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

/// The names of texts: the subject, what happened, what is to be done.
type Said = (&'static str, &'static str, &'static str);

/// Steps are somebody's to do from now on; or they are somebody else's, or nobody's.
pub fn step_news(of: (&Org, &Run), news: StepNews, steps: &[StepItem], to: &Member) -> Result<Mail, RenderError> {
    if let [step] = steps {
        return of_one(of, news, step, to);
    }
    let said = match news {
        StepNews::ToDo => ("step-many-subject", "step-many", "step-many-next"),
        StepNews::TakenAway => ("step-many-taken-subject", "step-many-taken", "step-taken-next"),
    };
    let texts = texts(to.locale);
    let mut steps: Vec<_> = steps.iter().collect();
    steps.sort_by_key(|step| (step.due.is_none(), step.due.as_ref().map(|due| due.at)));
    let line = |step: &&StepItem| match step.due.as_ref().map(|due| on_record(texts, due.at, &to.zone)) {
        Some(due) => format!("{} ({}: {due})", step.title, texts.say("step-due")),
        None => step.title.to_string(),
    };
    let named = steps.iter().take(MAX_NAMED).map(line);
    let more = steps.len().saturating_sub(MAX_NAMED);
    let more = (more > 0).then(|| texts.say_with("step-more", &[("count", more.into())]));
    let lines = named.chain(more).map(|line| (texts.say("step-task"), line)).collect();
    written(of, to, said, &[("count", steps.len().into())], lines)
}

fn of_one(of: (&Org, &Run), news: StepNews, step: &StepItem, to: &Member) -> Result<Mail, RenderError> {
    let said = match (news, step.kind) {
        (StepNews::TakenAway, _) => ("step-taken-subject", "step-taken", "step-taken-next"),
        (StepNews::ToDo, StepKind::Review) => ("step-subject", "step-review", "step-next"),
        (StepNews::ToDo, StepKind::Approve) => ("step-subject", "step-approve", "step-next"),
        (StepNews::ToDo, StepKind::Acknowledge) => ("step-subject", "step-acknowledge", "step-next"),
        (StepNews::ToDo, StepKind::Work) => ("step-subject", "step-work", "step-next"),
    };
    let texts = texts(to.locale);
    let due = step.due.as_ref().map(|due| (texts.say("step-due"), on_record(texts, due.at, &to.zone)));
    let facts = due.into_iter().chain([(texts.say("step-task"), step.title.to_string())]).collect();
    written(of, to, said, &[("task", step.title.as_str().into())], facts)
}

fn written(
    (org, run): (&Org, &Run),
    to: &Member,
    (subject, happened, next): Said,
    values: &[(&str, Value<'_>)],
    steps: Vec<(String, String)>,
) -> Result<Mail, RenderError> {
    let texts = texts(to.locale);
    let mut values = values.to_vec();
    values.extend([
        ("name", to.name.as_str().into()),
        ("title", run.title.as_str().into()),
        ("org", org.name.as_str().into()),
    ]);
    let place = [
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
        facts: steps.into_iter().chain(place).collect(),
    };
    let known_as = org.policy.sender_name.as_ref().map_or(org.name.as_str(), Line::as_str);
    let (text, html) = (rendered(&Plain { content: &content })?, rendered(&Html { content: &content })?);
    Ok(Mail { sender: sender::named(texts, known_as), text, html, subject: content.subject })
}
