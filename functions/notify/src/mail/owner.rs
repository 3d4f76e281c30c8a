//! Mails to the member who created a share: what happened, and what they may want to do. In their language and
//! their zone.

use askama::Template;
use jiff::Timestamp;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    outbox::{BounceKind, Notice},
    share::{Share, Standing},
    task::{Assignee, WholeTask},
};
use vestibule_pages::{
    decision::{Decided, decided},
    moments::{on_record_on, on_record_until},
    paragraphs::beside_name,
    render::{RenderError, rendered},
    texts::{Texts, Value},
};

use super::{sender, subject::one_line, texts::texts};
use crate::Owner;

/// What both forms of the mail say.
pub(super) struct Content {
    pub(super) texts: Texts,
    pub(super) subject: String,
    pub(super) hello: String,
    /// Why somebody reads it who did not create the share.
    pub(super) in_place: Option<String>,
    pub(super) happened: String,
    pub(super) next: String,
    /// Label and value: which share this is about.
    pub(super) facts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "owner_notice.txt")]
struct Plain<'a> {
    content: &'a Content,
}

#[derive(Template)]
#[template(path = "owner_notice.html", whitespace = "minimize")]
struct Html<'a> {
    content: &'a Content,
}

/// `now`: for what is told of the moment. `tasks`: of a share that is done, those in which its guest may have decided.
pub fn owner_notice(
    share: &Share,
    owner: &Owner,
    (notice, tasks, now): (&Notice, &[WholeTask], Timestamp),
) -> Result<Mail, RenderError> {
    let creator = &owner.reader;
    let texts = texts(creator.locale);
    let when = |at: Timestamp| Value::from(on_record_on(texts, at, &creator.zone));
    let mut values: Vec<(&str, Value<'_>)> = vec![
        ("guest", share.terms.recipient.name.as_str().into()),
        ("title", share.terms.title.as_str().into()),
        ("until", on_record_until(texts, share.gate.expires_at, &creator.zone).into()),
    ];
    let decisions = decisions(texts, share, tasks);
    let (subject, happened, next) = match notice {
        Notice::Completed => {
            values.push(("when", when(share.gate.completed_at.unwrap_or(now))));
            let (subject, happened) = match decisions.as_slice() {
                [(task, one)] if tasks.len() == 1 => {
                    values.extend([("task", (*task).into()), ("decision", one.what.as_str().into())]);
                    ("owner-decided-subject", "owner-decided")
                }
                _ => ("owner-completed-subject", "owner-completed"),
            };
            (subject, happened, texts.say_with("owner-completed-next", &values))
        }
        Notice::Decided { .. } => {
            let (task, one) = decisions.first().map_or(("", ""), |(task, one)| (*task, one.what.as_str()));
            let at = tasks.first().and_then(|whole| whole.task.decision_of(&guest(share))).map_or(now, |own| own.at);
            values.extend([("when", when(at)), ("task", task.into()), ("decision", one.into())]);
            ("owner-decided-subject", "owner-decided", texts.say_with("owner-decided-next", &values))
        }
        Notice::Locked { until } => {
            values.push(("when", when(*until)));
            let (subject, happened, next) = locked_texts(share);
            (subject, happened, texts.say_with(next, &values))
        }
        Notice::NewLinkRequested => {
            ("owner-requested-subject", "owner-requested", next_step(texts, &share.standing(now), when))
        }
        Notice::HandedBack { by, .. } => {
            values.push(("by", by.as_str().into()));
            let next = if owner.in_place { "owner-back-next-in-place" } else { "owner-back-next" };
            ("owner-back-subject", "owner-back", texts.say_with(next, &values))
        }
        Notice::Bounced { kind } => {
            let (subject, happened, next) = bounce_texts(*kind);
            (subject, happened, texts.say_with(next, &values))
        }
    };
    let content = Content {
        texts,
        subject: one_line(&texts.say_with(subject, &values)),
        hello: texts.say_with("owner-hello", &[("owner", creator.name.as_str().into())]),
        in_place: in_place(texts, share, owner),
        happened: texts.say_with(happened, &values),
        next,
        facts: decisions.iter().flat_map(|of| decision_facts(texts, of)).chain(facts(texts, share)).collect(),
    };
    content.written()
}

impl Content {
    /// What somebody typed, after its name.
    #[expect(clippy::unused_self, reason = "templates call it")]
    fn beside(&self, value: &str) -> String {
        beside_name(value)
    }

    pub(super) fn written(self) -> Result<Mail, RenderError> {
        let (text, html) = (rendered(&Plain { content: &self })?, rendered(&Html { content: &self })?);
        Ok(Mail { sender: sender::PRODUCT.to_owned(), text, html, subject: self.subject })
    }
}

/// Why an admin reads what is for the creator.
pub(super) fn in_place(texts: Texts, share: &Share, owner: &Owner) -> Option<String> {
    let creator = [("creator", share.terms.creator.name.as_str().into())];
    owner.in_place.then(|| texts.say_with("owner-in-place", &creator))
}

/// What can have been wrong: the password, the code, or either of them.
fn locked_texts(share: &Share) -> (&'static str, &'static str, &'static str) {
    match (share.gate.password.is_some(), share.gate.code || share.takes_code_for_password()) {
        (true, false) => ("owner-locked-subject", "owner-locked", "owner-locked-next"),
        (true, true) => ("owner-locked-either-subject", "owner-locked-either", "owner-locked-either-next"),
        (false, _) => ("owner-locked-code-subject", "owner-locked-code", "owner-locked-code-next"),
    }
}

/// What brings a guest in again depends on why the link is dead.
fn next_step(texts: Texts, standing: &Standing, when: impl Fn(Timestamp) -> Value<'static>) -> String {
    match standing {
        Standing::Revoked { at } => texts.say_with("owner-revoked-next", &[("when", when(*at))]),
        Standing::Expired { at } => texts.say_with("owner-expired-next", &[("when", when(*at))]),
        Standing::Completed { at } => texts.say_with("owner-completed-standing", &[("when", when(*at))]),
        Standing::Exhausted => texts.say("owner-exhausted-next"),
        Standing::Open => texts.say("owner-open-next"),
    }
}

/// Whether another mail to the same address can arrive depends on why this one did not.
fn bounce_texts(kind: BounceKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        BounceKind::Permanent => ("owner-bounced-subject", "owner-bounced-permanent", "owner-bounced-permanent-next"),
        BounceKind::Transient | BounceKind::Undetermined => {
            ("owner-bounced-subject", "owner-bounced-transient", "owner-bounced-transient-next")
        }
        BounceKind::Rejected => ("owner-unsent-subject", "owner-unsent", "owner-unsent-next"),
    }
}

fn guest(share: &Share) -> Assignee {
    share.assignee()
}

/// What the guest decided, with the title of each task.
fn decisions<'a>(texts: Texts, share: &Share, tasks: &'a [WholeTask]) -> Vec<(&'a str, Decided)> {
    let who = guest(share);
    let one = |whole: &'a WholeTask| Some((whole.task.spec.title.as_str(), decided(texts, whole, &who)?));
    tasks.iter().filter_map(one).collect()
}

fn decision_facts(texts: Texts, (task, Decided { what, comment, result }): &(&str, Decided)) -> Vec<(String, String)> {
    let mut facts = vec![
        (texts.say("owner-decision-task"), (*task).to_owned()),
        (texts.say("owner-decision"), what.clone()),
        (texts.say("decided-told-result"), result.clone()),
    ];
    facts.extend(comment.iter().map(|comment| (texts.say("owner-decision-comment"), comment.clone())));
    facts
}

pub(super) fn facts(texts: Texts, share: &Share) -> Vec<(String, String)> {
    let guest = format!("{} <{}>", share.terms.recipient.name, share.terms.recipient.email.readable());
    let shared = if share.terms.scope.as_document().is_some() { "owner-document" } else { "owner-run" };
    let mut facts = vec![(texts.say("owner-guest"), guest), (texts.say(shared), share.terms.title.to_string())];
    facts.extend(share.terms.label.as_ref().map(|label| (texts.say("owner-label"), label.to_string())));
    facts.push((texts.say("owner-share"), share.id().to_string()));
    facts
}
