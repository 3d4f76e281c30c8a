//! What a guest reads of a document: as it is, superseded, withdrawn; with less than all permissions; hostile.

use vestibule_api::steps::TypedResponse;
use vestibule_cloud::store::DocumentSeen;
use vestibule_domain::{
    audit::Head,
    document::{Current, RevisionResponse},
    share::{Permission, Share},
    task::{Comment, CommentFrom, StepDecision, VisibleTo},
    value::{CommentId, Digest, Locale, TextRefused},
};
use vestibule_fixtures::Reading;
use vestibule_web::answer::Kind;

use super::*;
use crate::page::{NotDecided, RevisionReceiptView, UnkeptComment, UnkeptDecision, UnkeptThere};

fn seen() -> DocumentSeen {
    let Reading { document, mut revision, .. } = Reading::new();
    revision.changed = Some(lit("Levels of the crown.\n\nSection B-B is new."));
    let said = |n: u8, author: &str, text: &str, from| Comment {
        id: CommentId::new([n; 16]),
        at: at("2026-11-22T16:40:00Z"),
        through: Reading::new().share().id().into(),
        author: lit(author),
        text: lit(text),
        from,
    };
    let staff = CommentFrom::Staff { visible_to: VisibleTo::Guest };
    let comments = vec![
        said(1, "Ana Souza", "Which datum is this?", CommentFrom::Guest),
        said(2, "Vera", "Mean sea level.", staff),
    ];
    DocumentSeen { document, revision, comments, response: None }
}

fn share_in(locale: Locale) -> Share {
    let mut share = Reading::new().share();
    share.terms.recipient.locale = locale;
    share
}

fn shown(share: &Share, seen: &DocumentSeen) -> String {
    shown_with(share, seen, None)
}

fn shown_with(share: &Share, seen: &DocumentSeen, unkept: Option<&UnkeptThere>) -> String {
    let (now, comment) = (at(NOW), CommentId::new([9; 16]));
    document(&DocumentView { share, seen, csrf: "c0ffee", now, comment, unkept })
}

fn to_decide(locale: Locale) -> Share {
    let mut share = Reading::new().to_decide();
    share.terms.recipient.locale = locale;
    share
}

fn rejected(seen: DocumentSeen) -> DocumentSeen {
    let response = RevisionResponse {
        decision: StepDecision::Reject,
        at: at("2026-11-22T16:41:00Z"),
        by: lit("Ana Souza"),
        title: lit("Quay wall, as it was read"),
        comment_sha256: None,
        comment: Some(CommentId::new([1; 16])),
        basis: seen.document.basis_of(&seen.revision),
        superseded: false,
        record: Head { seq: 5, hash: Digest::of("a record") },
    };
    DocumentSeen { response: Some(response), ..seen }
}

#[test]
fn a_document_in_each_language() {
    for locale in Locale::ALL {
        let html = shown(&share_in(locale), &seen());
        insta::assert_snapshot!(format!("document.{}", locale.tag()), settled(&html));
    }
}

#[test]
fn a_revision_that_counts_no_more_says_so_first_and_a_withdrawn_document_gives_no_file() {
    let (share, mut seen) = (share_in(Locale::En), seen());
    assert!(!shown(&share, &seen).contains("class=\"banner\""));
    seen.document.current = Some(Current { code: lit("C02"), nth: 2, at: at("2026-11-21T12:00:00Z") });
    let html = shown(&share, &seen);
    let told = "Superseded: C02 has taken the place of C01 on Saturday 21 November, 09:00 (São Paulo time).";
    assert!(html.contains(told) && html.contains("/download\""), "{html}");
    seen.document.current = Some(Current { code: lit("C01"), nth: 1, at: at(NOW) });
    seen.document.details.status.code = lit("superseded");
    assert!(shown(&share, &seen).contains("another document has taken the place of this one"));
    seen.document.details.status.code = lit("Withdrawn");
    let html = shown(&share, &seen);
    assert!(html.contains("Acme has withdrawn this document") && !html.contains("/download\""), "{html}");
}

#[test]
fn a_guest_sees_no_more_than_the_share_lets_them() {
    let (mut share, seen) = (share_in(Locale::En), seen());
    share.terms.permissions.remove(&Permission::DownloadFiles);
    let html = shown(&share, &seen);
    assert!(html.contains("wall.pdf") && !html.contains("/download\""), "{html}");
    assert!(html.contains("Your link does not let you open these files."), "{html}");
    share.terms.permissions = [Permission::Comment].into();
    let html = shown(&share, &seen);
    assert!(!html.contains("wall.pdf") && html.contains("name=\"text\""), "{html}");
    share.terms.permissions = [Permission::ReadFiles].into();
    let html = shown(&share, &seen);
    assert!(html.contains("Which datum is this?") && !html.contains("name=\"text\""), "{html}");
}

#[test]
fn a_comment_that_could_not_be_kept_stands_in_its_box_with_what_is_wrong() {
    let (share, seen) = (share_in(Locale::En), seen());
    let unkept =
        UnkeptComment { text: "</textarea><script>".into(), why: NotAdded::Text(TextRefused::TooLong { max: 2_000 }) };
    let html = shown_with(&share, &seen, Some(&UnkeptThere::Comment(unkept)));
    assert!(html.contains("Shorten the comment to 2000 characters or fewer"), "{html}");
    assert!(!html.contains("</textarea><script>"), "{html}");
}

#[test]
fn hostile_words_of_the_host_come_out_escaped() {
    let (mut share, mut seen) = (share_in(Locale::En), seen());
    let bad = "<img src=x onerror=alert(1)>";
    seen.document.details.title = lit(bad);
    seen.document.details.kind.title = Some(lit(bad));
    seen.document.details.status.code = lit("<b>\"'&</b>");
    seen.document.number = lit("\"><script>alert(1)</script>");
    seen.revision.code = lit("<i>C01</i>");
    seen.revision.changed = Some(lit(bad));
    seen.revision.manifest.name = lit("<svg onload=alert(1)>.pdf");
    seen.comments[0].text = lit(bad);
    share.terms.title = lit("</title><b>x</b>");
    let html = shown(&share, &seen);
    for tag in ["<img src=x", "<script>alert", "<svg onload", "<i>C01", "</title><b>"] {
        assert!(!html.contains(tag), "{tag}: {html}");
    }
}

#[test]
fn a_document_to_decide_on_and_the_receipt_in_each_language() {
    for locale in Locale::ALL {
        let share = to_decide(locale);
        insta::assert_snapshot!(format!("document_to_decide.{}", locale.tag()), settled(&shown(&share, &seen())));
        let seen = rejected(seen());
        let given = seen.response.as_ref().unwrap();
        let html = revision_receipt(&RevisionReceiptView { share: &share, seen: &seen, given, now: at(NOW) });
        insta::assert_snapshot!(format!("revision_receipt.{}", locale.tag()), settled(&html));
    }
}

#[test]
fn what_was_decided_is_said_instead_of_the_form_and_a_withdrawn_document_has_none() {
    let share = to_decide(Locale::En);
    let html = shown(&share, &rejected(seen()));
    assert!(html.contains("Rejected") && html.contains("/receipt\"") && !html.contains("type=\"radio\""), "{html}");
    let mut seen = seen();
    assert!(!shown(&share_in(Locale::En), &seen).contains("type=\"radio\""), "who may not respond");
    seen.document.details.status.code = lit("withdrawn");
    assert!(!shown(&share, &seen).contains("type=\"radio\""));
}

#[test]
fn a_decision_that_was_not_taken_stands_in_its_form_with_what_is_wrong() {
    let (share, seen) = (to_decide(Locale::En), seen());
    let typed = TypedResponse { decision: Some(typed_reject()), basis: String::new(), comment: "<b>No</b>".into() };
    let unkept = |why| UnkeptThere::Decision(UnkeptDecision { typed: typed.clone(), why });
    let html = shown_with(&share, &seen, Some(&unkept(NotDecided::CommentMissing)));
    assert!(html.contains("Write a comment: “Reject” needs one") && html.contains("checked"), "{html}");
    assert!(html.contains("&#60;b&#62;No") && !html.contains("<b>No"), "{html}");
    let stale = shown_with(&share, &seen, Some(&unkept(NotDecided::Met(Kind::Stale))));
    assert!(stale.contains("something that it is about has changed since you opened this page"), "{stale}");
    // Where nothing can be typed any more, what was is told.
    let over = shown_with(&share, &rejected(seen), Some(&unkept(NotDecided::Own)));
    assert!(
        over.contains("you had decided before, and that stands") && over.contains("Reject: &#60;b&#62;No"),
        "{over}"
    );
}

fn typed_reject() -> vestibule_api::task::StepDecision {
    vestibule_api::task::StepDecision::Reject
}
