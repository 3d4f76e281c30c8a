//! Files that a guest sends: missing until they have come, named where they are not sent, and looked at where they are
//! something else than their names say.

use vestibule_domain::{
    file::{Content, Stage},
    task::SentFile,
    value::RecipientId,
};

use super::{
    fixture::{clean, completed, send, upload},
    *,
};

#[test]
fn a_file_is_missing_until_it_has_come() {
    let line = |stage| {
        let mut done = completed(company());
        done.task.state.completion = None;
        send(&mut done, vec![upload(1, "Extrato.pdf", stage)]);
        let html = work_page(Locale::En, vec![done]);
        let from = html.find("data-missing-answers>").map_or("", |at| &html[at + 21..]);
        from.split('<').next().unwrap_or("").to_owned()
    };
    assert_eq!(line(Stage::Expected), "1 answer missing");
    assert_eq!(line(Stage::Scanning { version: "v".into() }), "1 on the way");
    assert_eq!(line(clean()), "Nothing is missing");
}

#[test]
fn a_file_that_is_not_sent_is_named_where_a_task_is_checked_and_in_its_receipt() {
    for (locale, late, bad, left_out) in [
        (Locale::En, "late.pdf did not arrive", "bad.pdf was not accepted", "These files are no part of it"),
        (Locale::Es, "late.pdf no llegó", "no aceptó bad.pdf", "Estos archivos no forman parte del envío"),
        (Locale::PtBr, "late.pdf não chegou", "não aceitou bad.pdf", "Estes arquivos não fazem parte do envio"),
    ] {
        let (mut open, share) = (completed(company()), share(locale));
        let completion = open.task.state.completion.take();
        let rejected = Stage::Rejected { at: at(NOW), reason: "EICAR".into() };
        let there = upload(1, "there.pdf", clean());
        let mut again = upload(4, "there.pdf", Stage::Expected);
        again.upload.manifest = there.upload.manifest.clone();
        let gone = upload(2, "late.pdf", Stage::Expected);
        send(&mut open, vec![there, gone, upload(3, "bad.pdf", rejected), again]);
        let (shared, task) = (shared(vec![open.clone()]), lit("company"));
        let html =
            check(&CheckView { share: &share, shared: &shared, csrf: "c", now: at(NOW), task: &task, changed: false });
        let html = html.replace(['\u{2068}', '\u{2069}'], "");
        assert!(html.contains(late) && html.contains(bad), "{html}");
        assert_eq!(html.matches("there.pdf").count(), 1, "it arrived once: {html}");
        assert!(html.find("late.pdf") < html.find("Registered name"), "it comes first: {html}");

        open.task.state.completion = completion;
        open.task.state.files.retain(|_, mark| mark.stage.is_clean());
        let uploads = open.files.iter().map(|file| file.upload.clone()).collect();
        let task = WholeTask::new(open.task, uploads, vec![]);
        let html = receipt(&ReceiptView { share: &share, task: &task, now: at(NOW) });
        assert!(html.contains(left_out) && html.contains("<li><bdi>late.pdf</bdi></li>"), "{html}");
    }
    assert!(!receipt_page(Locale::En).contains("no part of it"));
}

#[test]
fn a_file_that_is_something_else_than_its_name_says_is_shown_with_a_warning() {
    let mut whole = completed(company());
    let file = upload(1, "Extrato.pdf", clean());
    whole.files = vec![file.clone(), SentFile { content: Content::of(b"PK\x03\x04 and what is packed"), ..file }];
    let share = share(Locale::En);
    let done = receipt(&ReceiptView { share: &share, task: &whole, now: at(NOW) });
    whole.task.state.completion = None;
    let (shared, task) = (shared(vec![whole.clone()]), lit("company"));
    let checked =
        check(&CheckView { share: &share, shared: &shared, csrf: "c", now: at(NOW), task: &task, changed: false });
    for html in [work_page(Locale::En, vec![whole]), checked, done] {
        assert_eq!(html.matches(" · Please check this file").count(), 1, "{html}");
        let before = html.split(" · Please check this file").next().unwrap_or_default();
        let element = before.rsplit('<').next().unwrap_or_default();
        assert!(element.contains("warning\">"), "{element}");
        assert_eq!(html.matches("warning\">").count(), 1, "the other one is what it says");
    }
}

#[test]
fn files_of_others_are_counted_and_not_named() {
    let mut task = company();
    let mut foreign = upload(5, "Rival.pdf", clean());
    foreign.recipient = RecipientId::new([8; 16]);
    task.files = vec![foreign];
    let html = work_page(Locale::En, vec![task.clone()]);
    assert!(html.contains("One more file was received from somebody else."), "{html}");
    assert!(!html.contains("data-missing=\"file_required\""), "it is there: {html}");
    assert!(work_page(Locale::En, vec![company()]).contains("data-missing=\"file_required\""));
    assert!(!html.contains("Rival"), "{html}");
    let mut done = completed(company());
    done.files = task.files;
    assert!(!receipt(&ReceiptView { share: &share(Locale::En), task: &done, now: at(NOW) }).contains("Rival"));
}
