//! A step of a review as its guest meets it: to decide, decided, decided by others.

use std::collections::BTreeMap;

use vestibule_api::steps::TypedResponse;
use vestibule_domain::{
    share::Permission,
    task::{Assignee, Basis, Due, Response, StepDecision, StepKind, StepRule, StepTerms},
    value::RecipientId,
};

use super::{
    fixture::{comment, completed},
    *,
};

const BRUNO: &str = "bruno@fornecedor.example";

fn guest(email: &str) -> Assignee {
    Assignee::guest(&lit(email))
}

/// A review of the contract by the guest and somebody else, with nothing to fill in.
fn step(rule: StepRule) -> WholeTask {
    let mut whole = contract();
    whole.task.spec.after.clear();
    whole.task.spec.fields.clear();
    whole.task.spec.references = company().task.spec.references;
    let decisions: std::collections::BTreeSet<_> = StepKind::Review.decisions().iter().copied().collect();
    whole.task.spec.step = Some(StepTerms {
        kind: StepKind::Review,
        assignees: vec![guest(BRUNO), guest("rosa@acme.example")],
        rule,
        comment_on: decisions.iter().copied().filter(|decision| decision.needs_words()).collect(),
        decisions,
        due: Some(Due { at: at("2026-11-25T20:00:00Z"), zone: lit("America/Sao_Paulo") }),
        not_by: vec![],
        reviews: vec![],
        withdrawable: false,
    });
    whole
}

fn decided(mut whole: WholeTask, by: &str, email: &str, decision: StepDecision) -> WholeTask {
    let record = vestibule_domain::audit::Head { seq: 12, hash: vestibule_domain::value::Digest::of("the record") };
    let written = comment(3, "Mind the bolts.\n<b>All</b> of them.");
    let (at, by, late) = (at("2026-11-22T17:00:00Z"), lit(by), false);
    let (basis, of) = (Basis::of(&whole.task, &BTreeMap::new()).sha256, RecipientId::new([3; 16]));
    let response = Response { decision, at, by, comment: Some(written.id), late, push: 1, basis, of, record };
    whole.task.state.step.responses.insert(guest(email), response);
    whole.comments.push(written);
    whole
}

fn share_to_decide(locale: Locale) -> Share {
    let mut share = share(locale);
    share.terms.permissions = [Permission::ReadFiles, Permission::DownloadFiles, Permission::Respond].into();
    share
}

fn page_of(locale: Locale, whole: WholeTask, unkept: Option<&Unkept>) -> String {
    let (share, shared) = (share_to_decide(locale), shared(vec![whole]));
    work(&WorkView { unkept, ..plain_work(&share, &shared) })
}

#[test]
fn a_step_says_until_when_by_whom_and_what_each_decision_means() {
    for locale in Locale::ALL {
        let html = page_of(locale, step(StepRule::All), None);
        insta::assert_snapshot!(format!("work.step.{}", locale.tag()), settled(&html));
    }
}

#[test]
fn what_was_typed_and_not_taken_stands_in_its_place_with_what_is_wrong() {
    let typed = |decision, comment: &str| TypedResponse { decision, basis: String::new(), comment: comment.to_owned() };
    let reject = Some(vestibule_api::task::StepDecision::Reject);
    for (typed, why, anchor, said) in [
        (typed(None, "<i>Half</i>"), NotDecided::NotChosen, "#decision:contract:approve", "Choose your decision"),
        (typed(reject, ""), NotDecided::CommentMissing, "#reason-contract", "Write a comment: “Reject” needs one"),
        (typed(reject, "<i>Half</i>"), NotDecided::Waiting, "#decision:contract:approve", "not sent yet"),
        (typed(reject, "<i>Half</i>"), NotDecided::Met(Kind::NotPermitted), "#decision:", "you did the work"),
        (
            typed(reject, "<i>Half</i>"),
            NotDecided::Met(Kind::Stale),
            "#decision:",
            "has changed since you opened this page",
        ),
        (typed(reject, "<i>Half</i>"), NotDecided::Met(Kind::Failure), "#decision:", "went wrong on our side"),
    ] {
        let mut unkept = Unkept::default();
        unkept.wait(&lit("contract"), UnkeptDecision { typed: typed.clone(), why });
        let html = page_of(Locale::En, step(StepRule::Any), Some(&unkept));
        assert!(html.contains(&format!("<a href=\"{anchor}")) && html.matches(said).count() >= 2, "{said}: {html}");
        assert_eq!(html.contains("value=\"reject\" checked"), typed.decision.is_some(), "{html}");
        assert_eq!(html.contains("&#60;i&#62;Half"), !typed.comment.is_empty(), "{html}");
    }
}

#[test]
fn who_has_decided_reads_what_and_what_it_came_to() {
    let own = |rule| decided(step(rule), "Bruno Lima", BRUNO, StepDecision::ApproveWithComments);
    let html = page_of(Locale::En, own(StepRule::All), None);
    assert!(html.contains("You decided on Sunday 22 November 2026, 14:00 (São Paulo time): Approved with comments"));
    assert!(html.contains("others have yet to decide") && html.contains("/tasks/contract/receipt"), "{html}");
    assert!(html.contains("&#60;b&#62;All") && !html.contains("name=\"decision:"), "{html}");

    let mut theirs = completed(decided(step(StepRule::Any), "Rosa Prado", "rosa@acme.example", StepDecision::Reject));
    let completion = theirs.task.state.completion.as_mut().unwrap_or_else(|| panic!("it is completed"));
    (completion.by, completion.result) = (lit("Rosa Prado"), Some(StepDecision::Reject));
    completion.recipient = vestibule_domain::value::RecipientId::new([7; 16]);
    let html = page_of(Locale::En, theirs, None);
    assert!(html.contains("Rosa Prado decided on Sunday 22 November 2026, 14:02 (São Paulo time): Rejected"), "{html}");
    assert!(!html.contains("/tasks/contract/receipt"), "{html}");
}

#[test]
fn a_receipt_says_what_was_decided_with_which_comment_on_which_files_and_what_it_came_to() {
    for locale in Locale::ALL {
        let whole = decided(step(StepRule::All), "Bruno Lima", BRUNO, StepDecision::ApproveWithComments);
        let share = share_to_decide(locale);
        let html = receipt(&ReceiptView { share: &share, task: &whole, now: at(NOW) });
        insta::assert_snapshot!(format!("receipt.decision.{}", locale.tag()), settled(&html));
    }
}
