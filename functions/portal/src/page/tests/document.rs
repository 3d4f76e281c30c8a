//! What a guest reads of a document: as it is, superseded, withdrawn; with less than all permissions; hostile.

use vestibule_cloud::store::DocumentSeen;
use vestibule_domain::{
    document::Current,
    share::{Permission, Share},
    task::{Comment, CommentFrom, VisibleTo},
    value::{CommentId, Locale, TextRefused},
};
use vestibule_fixtures::Reading;

use super::*;
use crate::page::UnkeptComment;

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
    DocumentSeen { document, revision, comments }
}

fn share_in(locale: Locale) -> Share {
    let mut share = Reading::new().share();
    share.terms.recipient.locale = locale;
    share
}

fn shown(share: &Share, seen: &DocumentSeen) -> String {
    let (now, comment) = (at(NOW), CommentId::new([9; 16]));
    document(&DocumentView { share, seen, csrf: "c0ffee", now, comment, unkept: None })
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
    let (now, comment, unkept) = (at(NOW), CommentId::new([9; 16]), Some(&unkept));
    let html = document(&DocumentView { share: &share, seen: &seen, csrf: "c0ffee", now, comment, unkept });
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
