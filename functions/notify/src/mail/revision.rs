//! What the guest of a share decided on its document: the receipt, and the mail to who created the share.

use jiff::Timestamp;
use vestibule_cloud::{mail::Mail, store::DocumentSeen};
use vestibule_domain::{document::RevisionResponse, share::Share};
use vestibule_pages::{
    decision::{label, made},
    moments::{on_record, on_record_on, on_record_until},
    render::RenderError,
    texts::Value,
};

use super::{
    owner::{self, in_place},
    receipt::{self, FileLine, Part},
    subject::one_line,
    texts::texts,
};
use crate::Owner;

/// To the guest.
pub fn revision_receipt(
    share: &Share,
    seen: &DocumentSeen,
    given: &RevisionResponse,
    now: Timestamp,
) -> Result<Mail, RenderError> {
    let (terms, gate) = (&share.terms, &share.gate);
    let DocumentSeen { document, revision, .. } = seen;
    let texts = texts(terms.recipient.locale);
    let values: Vec<(&str, Value<'_>)> = vec![
        ("org", terms.org_name.as_str().into()),
        ("document", document.number.as_str().into()),
        ("revision", revision.code.as_str().into()),
        ("inviter", terms.creator.name.as_str().into()),
        ("guest", terms.recipient.name.as_str().into()),
        ("until", on_record(texts, gate.expires_at, &gate.zone).into()),
    ];
    let comment = seen.comment_with(given).map(|comment| comment.text.to_string());
    let shown = if given.superseded {
        texts.say_with("receipt-revision-superseded", &values)
    } else {
        revision.code.to_string()
    };
    let part = Part {
        title: given.title.as_str(),
        at: on_record(texts, given.at, &gate.zone),
        by: given.by.as_str(),
        decided: vec![
            (texts.say("decided-told-what"), label(texts, given.decision)),
            (texts.say("decided-told-comment"), comment.unwrap_or_else(|| texts.say("decided-told-no-comment"))),
        ],
        references: terms.knows_of_files().then(|| FileLine::of(texts, &revision.manifest)).into_iter().collect(),
        answers: vec![],
        left_out: false,
        files: vec![],
        files_left_out: vec![],
        record: given.record,
        rounds: vec![],
    };
    let content = receipt::Content {
        texts,
        subject: one_line(&texts.say_with("receipt-subject-document", &values)),
        hello: texts.say_with("mail-hello", &values),
        lede: texts.say_with("receipt-lede", &values),
        next: share.openable(now).is_ok().then(|| texts.say_with("receipt-all-done", &values)),
        facts: vec![
            (texts.say("owner-document"), document.number.to_string()),
            (texts.say("owner-revision"), shown),
            (texts.say("receipt-to"), texts.say_with("receipt-to-value", &values)),
            (texts.say("receipt-share"), share.id().to_string()),
        ],
        tasks: vec![part],
        check: texts.say_with("receipt-check", &values),
        org: terms.org_name.as_str(),
    };
    content.written(terms)
}

/// To who created the share.
pub fn revision_decided(
    share: &Share,
    owner: &Owner,
    (seen, given): (&DocumentSeen, &RevisionResponse),
    now: Timestamp,
) -> Result<Mail, RenderError> {
    let creator = &owner.reader;
    let texts = texts(creator.locale);
    let made = made(texts, given.decision);
    let values: Vec<(&str, Value<'_>)> = vec![
        ("guest", share.terms.recipient.name.as_str().into()),
        ("document", seen.document.number.as_str().into()),
        ("revision", seen.revision.code.as_str().into()),
        ("decision", made.as_str().into()),
        ("when", on_record_on(texts, given.at, &creator.zone).into()),
        ("until", on_record_until(texts, share.gate.expires_at, &creator.zone).into()),
    ];
    let next = if share.openable(now).is_ok() { "owner-completed-next" } else { "owner-answered-over" };
    let superseded = given.superseded.then(|| texts.say("owner-answered-superseded"));
    let happened = [texts.say_with("owner-answered", &values)].into_iter().chain(superseded);
    let comment =
        seen.comment_with(given).map(|comment| (texts.say("owner-decision-comment"), comment.text.to_string()));
    let decided =
        [(texts.say("owner-revision"), seen.revision.code.to_string()), (texts.say("owner-decision"), made.clone())];
    let content = owner::Content {
        texts,
        subject: one_line(&texts.say_with("owner-answered-subject", &values)),
        hello: texts.say_with("owner-hello", &[("owner", creator.name.as_str().into())]),
        in_place: in_place(texts, share, owner),
        happened: happened.collect::<Vec<_>>().join(" "),
        next: texts.say_with(next, &values),
        facts: decided.into_iter().chain(comment).chain(owner::facts(texts, share)).collect(),
    };
    content.written()
}
