//! What an invitation to a document says of it, and what both are told of a decision on it.

use vestibule_cloud::store::DocumentSeen;
use vestibule_domain::{
    audit::Head,
    document::RevisionResponse,
    share::{Password, Scope, UpFront},
    task::{Comment, CommentFrom, StepDecision},
    value::{CommentId, Digest, Locale},
};
use vestibule_fixtures::Reading;

use super::{lit, now, of, shown, written};
use crate::{
    Owner,
    mail::{revision_decided, revision_receipt},
};

#[test]
fn an_invitation_to_a_document_names_it_as_far_as_it_may() {
    for locale in Locale::ALL {
        let (reading, mut share) = (Reading::new(), Reading::new().share());
        share.terms.recipient.locale = locale;
        let named = share.document_up_front(Some(&reading.document));
        assert!(named.is_some());
        insta::assert_snapshot!(
            format!("invitation.document.{}", locale.tag()),
            shown(&of(&share, &UpFront::Document(named)))
        );
        share.gate.password = Some(lit::<Password>("correct horse").hash([1; 16]));
        let named = share.document_up_front(Some(&reading.document));
        let mail = of(&share, &UpFront::Document(named));
        assert!(mail.subject.contains("DEMO-CIV-DWG-001") && !shown(&mail).contains("Quay wall"), "{}", mail.text);
    }
}

/// The guest rejects it, with a comment.
fn rejected(reading: &Reading, superseded: bool) -> DocumentSeen {
    let id = CommentId::new([1; 16]);
    let comment = Comment {
        id,
        at: now(),
        through: reading.share().id().into(),
        author: lit("Ana Souza"),
        text: lit("The datum is wrong.\n\n<b>See</b> section B."),
        from: CommentFrom::Guest,
    };
    let response = RevisionResponse {
        decision: StepDecision::Reject,
        at: now(),
        by: lit("Ana Souza"),
        title: lit("Quay wall, section A"),
        comment: Some(id),
        comment_sha256: Some(Digest::of("The datum is wrong.")),
        basis: Digest::of("read"),
        superseded,
        record: Head { seq: 5, hash: Digest::of("a record") },
    };
    let (document, revision) = (reading.document.clone(), reading.revision.clone());
    DocumentSeen { document, revision, comments: vec![comment], response: Some(response) }
}

#[test]
fn a_decision_is_asked_for_and_told_to_both_in_each_language() {
    for locale in Locale::ALL {
        let (reading, mut share) = (Reading::new(), Reading::new().to_decide());
        share.terms.recipient.locale = locale;
        share.terms.creator.locale = locale;
        let named = share.document_up_front(Some(&reading.document));
        let asked = shown(&of(&share, &UpFront::Document(named)));
        insta::assert_snapshot!(format!("invitation.document_to_decide.{}", locale.tag()), asked);
        let seen = rejected(&reading, locale == Locale::En);
        let given = seen.response.clone().unwrap();
        (share.gate.decision, share.gate.completed_at) = (Some(given.decision), Some(given.at));
        let mail = written(revision_receipt(&share, &seen, &given, now()));
        assert!(!mail.html.contains("<b>See"), "{}", mail.html);
        insta::assert_snapshot!(format!("receipt.document.{}", locale.tag()), shown(&mail));
        let mail = written(revision_decided(&share, &Owner::creator(&share), (&seen, &given), now()));
        insta::assert_snapshot!(format!("decided.document.{}", locale.tag()), shown(&mail));
    }
}

#[test]
fn who_is_to_take_note_is_asked_for_that() {
    let (reading, mut share) = (Reading::new(), Reading::new().to_decide());
    let Scope::Document(shared) = &mut share.terms.scope else { panic!("it is about a document") };
    shared.response.as_mut().unwrap().decisions = [StepDecision::Acknowledge].into();
    let named = share.document_up_front(Some(&reading.document));
    let mail = of(&share, &UpFront::Document(named));
    assert_eq!(mail.subject, "Acme asks you to take note of “DEMO-CIV-DWG-001”");
}
