//! What a guest reads of what was answered to them.

use vestibule_domain::{
    outbox::Bundle,
    share::{Permission, Share},
    task::{Comment, CommentFrom, VisibleTo},
    value::{CommentId, Locale},
};
use vestibule_fixtures::Reading;

use super::{completed, lit, share, shown};
use crate::{
    Owner,
    mail::{Beside, guest_news, staff_comments},
};

/// Of 17:00, ten minutes before the mail leaves.
pub(super) fn bundle() -> Bundle {
    Bundle::begin(None, lit("2026-11-22T17:00:00Z")).unwrap_or_else(|| panic!("nothing went before"))
}

/// The tasks with a question, its answer, a note for staff alone and something older; and a file.
pub(super) fn discussed(share: &Share) -> Beside {
    let mut tasks = completed(share);
    for whole in &mut tasks {
        whole.task.state.completion = None;
    }
    let (guest, staff) = (CommentFrom::Guest, |visible_to| CommentFrom::Staff { visible_to });
    for (n, at, author, text, from) in [
        (1, "2026-11-22T16:59:59Z", "Bruno Lima", "An older one.", guest),
        (2, "2026-11-22T17:00:00Z", "Bruno Lima", "Which year do you need?\n\nWe close in <b>March</b>.", guest),
        (3, "2026-11-22T17:01:00Z", "Ana Souza", "The year 2025.\nNothing else.", staff(VisibleTo::Guest)),
        (4, "2026-11-22T17:02:00Z", "Ana Souza", "Odd.", staff(VisibleTo::Internal)),
    ] {
        let (id, text) = (CommentId::new([n; 16]), lit(text));
        tasks[0].comments.push(Comment {
            id,
            at: lit(at),
            through: share.id().into(),
            author: lit(author),
            text,
            from,
        });
    }
    Beside::Tasks(tasks)
}

#[test]
fn the_guest_reads_what_staff_answered_in_each_language_and_nothing_that_is_for_staff_alone() {
    for locale in Locale::ALL {
        let share = share(locale);
        let mail = staff_comments(&share, &discussed(&share), &bundle()).unwrap_or_else(|e| panic!("{e}"));
        let shown = shown(&mail.unwrap_or_else(|| panic!("nothing to tell")));
        assert!(!shown.contains("Odd."), "{shown}");
        insta::assert_snapshot!(format!("answer.{}", locale.tag()), shown);
    }
}

#[test]
fn a_guest_who_cannot_write_on_the_page_answers_by_a_reply() {
    let mut share = share(Locale::En);
    share.terms.permissions.remove(&Permission::Comment);
    let mail = staff_comments(&share, &discussed(&share), &bundle()).unwrap_or_else(|e| panic!("{e}"));
    let text = mail.unwrap_or_else(|| panic!("nothing to tell")).text;
    assert!(text.contains("To answer, reply to this mail.") && !text.contains("beside the task"), "{text}");
}

/// The same beside a document.
fn beside_a_document(share: &Share) -> Beside {
    let Beside::Tasks(tasks) = discussed(share) else { panic!("they are tasks") };
    Beside::Document(tasks.into_iter().next().map(|whole| whole.comments).unwrap_or_default())
}

#[test]
fn what_was_written_beside_a_document_is_told_by_its_number_to_both_in_each_language() {
    for locale in Locale::ALL {
        let mut share = Reading::new().share();
        (share.terms.recipient.locale, share.terms.creator.locale) = (locale, locale);
        let beside = beside_a_document(&share);
        let told = staff_comments(&share, &beside, &bundle()).unwrap_or_else(|e| panic!("{e}"));
        let told = shown(&told.unwrap_or_else(|| panic!("nothing to tell")));
        assert!(!told.contains("Odd.") && told.contains("DEMO-CIV-DWG-001"), "{told}");
        insta::assert_snapshot!(format!("answer.document.{}", locale.tag()), told);
        let news = guest_news(&share, &Owner::creator(&share), (&beside, &bundle())).unwrap_or_else(|e| panic!("{e}"));
        let news = shown(&news.unwrap_or_else(|| panic!("nothing to tell")));
        insta::assert_snapshot!(format!("news.document.{}", locale.tag()), news);
    }
}
