//! Which revision a share shows, and what can be allowed in it.

use std::collections::BTreeSet;

use crate::{
    fixtures::{CREATED, Reading, facts, staff},
    share::{AskedDocument, AskedRevision, Context, CreateRefused, Permission, Share, Subject, TermsFlaw, Warning},
    staff::{Forbidden, Right},
    task::{StepDecision, StepKind},
    value::HostCode,
};

fn flaws(refused: CreateRefused) -> Vec<TermsFlaw> {
    match refused {
        CreateRefused::Flawed { flaws } => flaws,
        CreateRefused::Forbidden(forbidden) => panic!("{forbidden}"),
    }
}

#[test]
fn a_share_of_a_document_shows_the_revision_that_is_current_or_the_one_that_is_named() {
    let mut reading = Reading::new();
    let code: HostCode = "c01".parse().unwrap();
    let share = reading.share();
    let shown = share.terms.scope.as_document().unwrap().clone();
    assert_eq!((shown.code.as_str(), share.terms.title.as_str()), ("C01", "DEMO-CIV-DWG-001"));
    assert!(share.shows(&reading.document) && share.shows_revision(&reading.revision));
    let named = reading.share_of(AskedRevision::Named(&code, Some(&reading.revision))).unwrap();
    assert_eq!(named.terms.scope, share.terms.scope, "in any spelling");
    // A later revision is another one.
    let current = reading.document.current.as_mut().unwrap();
    (current.code, current.nth) = ("C02".parse().unwrap(), 2);
    let later = reading.share();
    assert_eq!(later.terms.scope.as_document().unwrap().code.as_str(), "C02");
    assert!(!later.shows_revision(&reading.revision) && share.shows_revision(&reading.revision));
}

#[test]
fn what_is_not_there_was_withdrawn_or_is_another_documents_is_not_shared() {
    let mut reading = Reading::new();
    let code: HostCode = "C07".parse().unwrap();
    let refused = |reading: &Reading, asked| flaws(reading.share_of(asked).unwrap_err());
    let unknown = vec![TermsFlaw::UnknownRevision { code: code.clone() }];
    assert_eq!(refused(&reading, AskedRevision::Named(&code, None)), unknown);
    let mut others = reading.revision.clone();
    others.document = crate::value::DocumentId::new([7; 16]);
    assert_eq!(refused(&reading, AskedRevision::Named(&code, Some(&others))), unknown);
    reading.document.current = None;
    assert_eq!(refused(&reading, AskedRevision::Current), [TermsFlaw::NoRevision]);
    reading.document.details.status.code = "Withdrawn".parse().unwrap();
    assert_eq!(refused(&reading, AskedRevision::Current), [TermsFlaw::DocumentWithdrawn]);
}

#[test]
fn a_document_of_another_project_is_shared_with_nobody_here() {
    let mut reading = Reading::new();
    reading.document.project = "tower".parse().unwrap();
    let refused = reading.share_of(AskedRevision::Current).unwrap_err();
    assert_eq!(refused, CreateRefused::Forbidden(Forbidden::NoSuchProject));
}

#[test]
fn in_a_document_there_is_nothing_to_fill_in_send_or_complete() {
    let reading = Reading::new();
    let mut create = reading.house.share().create;
    create.asked.permissions = [Permission::FillFields, Permission::ReadFiles, Permission::CompleteTask].into();
    let asked = AskedDocument { document: &reading.document, revision: AskedRevision::Current, decisions: None };
    let (org, project) = (&reading.house.org, &reading.house.project);
    let context = Context { org, project, subject: Subject::Document(asked) };
    let by = reading.house.authority(Right::CreateShares);
    let refused = flaws(create.decide(by, context, &staff(CREATED)).unwrap_err());
    let stray = |permission| TermsFlaw::PermissionNotApplicable { permission };
    assert_eq!(refused, [stray(Permission::FillFields), stray(Permission::CompleteTask)]);
    create.asked.permissions = [Permission::ReadFiles].into();
    let change = create.decide(by, context, &staff(CREATED)).unwrap();
    let told = serde_json::json!({
        "type": "document", "document": reading.document.id, "number": "DEMO-CIV-DWG-001", "revision": "C01",
    });
    assert_eq!(facts(&change)["scope"], told);
}

#[test]
fn what_can_be_decided_is_what_is_named_or_what_a_review_offers_and_is_agreed_with_the_share() {
    let mut reading = Reading::new();
    let reads_and = |more: Option<Permission>| [Permission::ReadFiles].into_iter().chain(more).collect();
    let shared = |reading: &Reading, named: Option<&[StepDecision]>, more| {
        let decisions = named.map(|named| named.iter().copied().collect());
        let revision = AskedRevision::Current;
        let asked = AskedDocument { document: &reading.document, revision, decisions: decisions.as_ref() };
        reading.share_with(asked, reads_and(more))
    };
    let terms = |share: Share| share.terms.scope.as_document().unwrap().response.clone();
    let (respond, approve, reject) = (Some(Permission::Respond), StepDecision::Approve, StepDecision::Reject);
    assert_eq!(terms(shared(&reading, None, None).unwrap()), None);
    let usual = terms(shared(&reading, None, respond).unwrap()).unwrap();
    let review: BTreeSet<_> = StepKind::Review.decisions().iter().copied().collect();
    assert_eq!((usual.decisions, usual.comment_on), (review.clone(), &review - &[approve].into()));
    let named = terms(shared(&reading, Some(&[approve, reject]), respond).unwrap()).unwrap();
    assert_eq!((named.decisions, named.comment_on), ([approve, reject].into(), [reject].into()));
    let note = shared(&reading, Some(&[StepDecision::Acknowledge]), respond).unwrap();
    assert_eq!(terms(note).unwrap().comment_on, [].into());
    let refused = |named: &[StepDecision], more| flaws(shared(&reading, Some(named), more).unwrap_err());
    assert_eq!(refused(&[approve], None), [TermsFlaw::NothingToDecide]);
    assert_eq!(refused(&[], respond), [TermsFlaw::NothingOffered]);
    assert_eq!(refused(&[reject], respond), [TermsFlaw::NothingOffered]);
    assert_eq!(refused(&[approve, StepDecision::Acknowledge], respond), [TermsFlaw::NoteBesideDecisions]);
    // The policy asks for more, and both flaws of a request are told.
    reading.house.org.policy.decision_comment_required = Some(true);
    let strict = terms(shared(&reading, None, respond).unwrap()).unwrap();
    assert_eq!(strict.comment_on, review);
    reading.document.current = None;
    let both = flaws(shared(&reading, Some(&[]), respond).unwrap_err());
    assert_eq!(both, [TermsFlaw::NoRevision, TermsFlaw::NothingOffered]);
}

#[test]
fn who_decides_on_what_they_cannot_fetch_and_with_whose_link_is_warned_of() {
    let mut reading = Reading::new();
    let share = reading.to_decide();
    assert_eq!(share.document_warnings(&reading.document), [Warning::DecidesUnread]);
    let mut carried = share.clone();
    (carried.gate.carrier, carried.gate.code) = (Some(share.recipient()), false);
    carried.terms.permissions.insert(Permission::DownloadFiles);
    assert_eq!(carried.document_warnings(&reading.document), [Warning::AnybodyDecides]);
    carried.gate.code = true;
    assert_eq!(carried.document_warnings(&reading.document), []);
    reading.document.details.status.code = "superseded".parse().unwrap();
    assert_eq!(reading.share().document_warnings(&reading.document), [Warning::Superseded]);
}
