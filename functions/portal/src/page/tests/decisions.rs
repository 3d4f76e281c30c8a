//! A step of a review as its guest meets it: to decide, decided, decided by others.

use std::collections::BTreeMap;

use vestibule_api::steps::TypedResponse;
use vestibule_domain::{
    share::{Permission, UpFront},
    task::{Assignee, Basis, Due, Predecessor, Response, StepDecision, StepKind, StepRule, StepTerms, TaskState},
    value::RecipientId,
};

use super::{
    fixture::{comment, company, completed},
    *,
};

pub(super) const BRUNO: &str = "bruno@fornecedor.example";

pub(super) fn guest(email: &str) -> Assignee {
    Assignee::guest(&lit(email))
}

/// A review of the contract by the guest and somebody else, with nothing to fill in.
pub(super) fn step(rule: StepRule) -> WholeTask {
    let mut whole = contract();
    whole.task.spec.after.clear();
    whole.task.spec.fields.clear();
    whole.task.spec.references = company().task.spec.references;
    let decisions: std::collections::BTreeSet<_> = StepKind::Review.decisions().iter().copied().collect();
    whole.task.spec.step = Some(StepTerms {
        kind: StepKind::Review,
        assignees: vec![guest(BRUNO), guest("rosa@acme.example")],
        rule,
        comment_on: StepTerms::usual_comments(&decisions),
        decisions,
        due: Some(Due { at: at("2026-11-25T20:00:00Z"), zone: lit("America/Sao_Paulo") }),
        not_by: vec![],
        reviews: vec![],
        withdrawable: false,
    });
    whole
}

pub(super) fn decided(mut whole: WholeTask, by: &str, email: &str, decision: StepDecision) -> WholeTask {
    let record = vestibule_domain::audit::Head { seq: 12, hash: vestibule_domain::value::Digest::of("the record") };
    let written = comment(3, "Mind the bolts.\n<b>All</b> of them.");
    let (at, by, late) = (at("2026-11-22T17:00:00Z"), lit(by), false);
    let (basis, of) = (Basis::of(&whole.task, &BTreeMap::new()).sha256, RecipientId::new([3; 16]));
    let response = Response {
        decision,
        at,
        by,
        comment: Some(written.id),
        late,
        push: 1,
        basis,
        of,
        through: vestibule_domain::value::ShareId::new([8; 16]).into(),
        assurance: None,
        record,
    };
    whole.task.state.step.responses.insert(guest(email), response);
    whole.comments.push(written);
    whole
}

fn share_to_decide(locale: Locale) -> Share {
    let mut share = share(locale);
    share.terms.permissions = [Permission::ReadFiles, Permission::DownloadFiles, Permission::Respond].into();
    share
}

pub(super) fn page_of(locale: Locale, whole: WholeTask, unkept: Option<&Unkept>) -> String {
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
        (
            typed(reject, "<i>Half</i>"),
            NotDecided::Met(Kind::Conflict),
            "#decision:",
            "Read this page again, then decide",
        ),
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
fn a_comment_and_answers_that_are_missing_are_told_together() {
    let mut whole = step(StepRule::Any);
    whole.task.spec.fields = company().task.spec.fields.into_iter().filter(|f| f.slug.as_str() == "mail").collect();
    let terms = whole.task.spec.step.as_mut().unwrap_or_else(|| panic!("it is a step"));
    terms.comment_on.insert(StepDecision::Approve);
    let mut share = share_to_decide(Locale::En);
    let page = |share: &Share, decision| {
        let typed = TypedResponse { decision: Some(decision), basis: String::new(), comment: String::new() };
        let mut unkept = Unkept::default();
        unkept.wait(&lit("contract"), UnkeptDecision { typed, why: NotDecided::CommentMissing });
        let shared = shared(vec![whole.clone()]);
        work(&WorkView { unkept: Some(&unkept), ..plain_work(share, &shared) })
    };
    let (approve, reject) = (vestibule_api::task::StepDecision::Approve, vestibule_api::task::StepDecision::Reject);
    let told = |html: &str| (html.contains("<a href=\"#reason-contract"), html.contains("<a href=\"#f:contract:mail"));
    assert_eq!(told(&page(&share, approve)), (true, false), "others fill it in");
    share.terms.permissions.insert(Permission::FillFields);
    assert_eq!(told(&page(&share, approve)), (true, true));
    assert_eq!(told(&page(&share, reject)), (true, false), "a rejection needs no answers");
}

#[test]
fn two_things_that_are_missing_are_not_joined_into_one_sentence() {
    let mut whole = step(StepRule::Any);
    whole.task.spec.fields = company().task.spec.fields.into_iter().filter(|f| f.slug.as_str() == "mail").collect();
    let html = page_of(Locale::PtBr, whole, None);
    assert!(html.contains("Falta a sua decisão · Falta 1 resposta"), "{html}");
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
fn who_may_not_decide_or_open_files_by_their_link_reads_whom_to_ask() {
    let mut share = share_to_decide(Locale::En);
    let page = |share: &Share| work(&plain_work(share, &shared(vec![step(StepRule::Any)])));
    let told = |html: &str| {
        let decide = html.contains("You are to decide here, but your link does not let you. Ask Ana Souza");
        (decide, html.contains("Your link does not let you open these files. If you need them, ask Ana Souza"))
    };
    assert_eq!(told(&page(&share)), (false, false));
    share.terms.permissions.remove(&Permission::DownloadFiles);
    assert_eq!(told(&page(&share)), (false, true));
    share.terms.permissions.remove(&Permission::Respond);
    assert_eq!(told(&page(&share)), (true, true));
}

/// A task that comes after the step alone.
fn after_it() -> WholeTask {
    let mut after = company();
    (after.task.spec.task, after.task.spec.title) = (lit("company"), lit("Company and bank details"));
    after.task.spec.after = vec![Predecessor { task: lit("contract"), index: 2 }];
    after
}

#[test]
fn after_a_rejection_nobody_is_told_that_the_next_task_opens_by_itself() {
    let mut rejected = completed(decided(step(StepRule::All), "Bruno Lima", BRUNO, StepDecision::Reject));
    if let Some(done) = &mut rejected.task.state.completion {
        done.result = Some(StepDecision::Reject);
    }
    let share = share_to_decide(Locale::En);
    let mut shared = shared(vec![after_it(), rejected]);
    shared.progress.done = vestibule_domain::run::Bits::from_bytes(vec![0b100]);
    shared.progress.held = shared.progress.done.clone();
    let html = work(&plain_work(&share, &shared));
    for said in [
        "Rejected 22 November",
        "Waiting: “Signed contract” was not approved",
        "has had that done again",
        "Nothing to do yet",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    for said in ["Completed 22 November", "as soon as what it waits for is completed"] {
        assert!(!html.contains(said), "{said}: {html}");
    }
    assert!(!html.contains("data-missing-answers"), "{html}");
}

#[test]
fn who_did_the_work_reads_that_others_decide_and_is_asked_for_nothing() {
    let mut own = step(StepRule::All);
    own.task.spec.step.iter_mut().for_each(|step| step.not_by = vec![lit("legal")]);
    let share = share_to_decide(Locale::En);
    let mut shared = shared(vec![own]);
    let worked = TaskState { workers: [share.recipient()].into(), ..TaskState::default() };
    shared.before.insert(lit("legal"), worked);
    shared.progress.done = vestibule_domain::run::Bits::from_bytes(vec![0b10]);
    let html = work(&plain_work(&share, &shared));
    assert!(html.contains("You did the work that this is about") && html.contains("For others to decide"), "{html}");
    assert!(!html.contains("name=\"decision:") && !html.contains("Decide by"), "{html}");
}

#[test]
fn fields_that_somebody_has_decided_on_say_so_and_how_many_have_decided_is_told_without_their_names() {
    let mut frozen = decided(step(StepRule::All), "Rosa Prado", "rosa@acme.example", StepDecision::Approve);
    frozen.task.spec.fields = company().task.spec.fields;
    frozen.comments.clear();
    let mut share = share_to_decide(Locale::En);
    share.terms.permissions.insert(Permission::FillFields);
    let html = work(&plain_work(&share, &shared(vec![frozen])));
    assert!(
        html.contains("Somebody has decided on this already") && html.contains("1 of 2 have decided so far."),
        "{html}"
    );
    assert!(!html.contains("Rosa"), "{html}");
}

#[test]
fn the_line_on_top_counts_decisions_and_says_that_nothing_is_missing_only_where_that_is_so() {
    let (one, mut two) = (step(StepRule::Any), step(StepRule::Any));
    two.task.spec.task = lit("company");
    let share = share_to_decide(Locale::PtBr);
    let html = work(&plain_work(&share, &shared(vec![one.clone()])));
    assert!(html.contains("Falta a sua decisão") && !html.contains("data-missing-answers"), "{html}");
    let html = work(&plain_work(&share, &shared(vec![two, one])));
    assert!(html.contains("Faltam 2 decisões suas"), "{html}");
    assert!(!html.contains("Salvar") || !html.contains("<noscript>"), "there is no such button: {html}");
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

#[test]
fn who_takes_note_with_others_is_not_told_to_agree() {
    for (rule, said) in [
        (StepRule::All, "2 people are asked, and each of them has to confirm."),
        (StepRule::Any, "2 people are asked. It is enough that one of them confirms."),
        (StepRule::Majority, "2 people are asked, and more than half of them have to confirm."),
    ] {
        let mut whole = step(rule);
        let terms = whole.task.spec.step.as_mut().unwrap_or_else(|| panic!("it is a step"));
        terms.kind = StepKind::Acknowledge;
        terms.decisions = [StepDecision::Acknowledge].into();
        let html = page_of(Locale::En, whole, None);
        assert!(html.contains(said) && !html.contains("to agree."), "{html}");
    }
}

#[test]
fn a_decision_that_only_waits_for_its_button_is_no_problem() {
    for (why, title) in [(NotDecided::Waiting, "Not sent yet"), (NotDecided::NotChosen, "There is a problem")] {
        let typed = TypedResponse { decision: None, basis: String::new(), comment: "Half".to_owned() };
        let mut unkept = Unkept::default();
        unkept.wait(&lit("contract"), UnkeptDecision { typed, why });
        let html = page_of(Locale::En, step(StepRule::Any), Some(&unkept));
        assert!(html.contains(&format!("<h3 id=\"problem-contract\">{title}</h3>")), "{html}");
    }
}

#[test]
fn an_invitation_names_the_files_behind_their_number_and_the_decision_after_them() {
    let (share, texts) = (share_to_decide(Locale::En), texts(Locale::En));
    let mut whole = step(StepRule::Any);
    whole.task.spec.fields = company().task.spec.fields;
    whole.task.spec.fields.retain(|field| ["mail", "extract"].contains(&field.slug.as_str()));
    let (label, left) = (whole.task.spec.fields[1].label.to_string(), named([&whole]));
    let html = invitation(&InvitationView { up_front: &UpFront::Tasks(left), ..plain_invitation(&share, &texts) });
    let said = format!("1 answer · 1 file: <bdi>{label}</bdi> · 1 decision · by Wednesday 25 November 2026");
    assert!(html.contains(&said), "{html}");
}
