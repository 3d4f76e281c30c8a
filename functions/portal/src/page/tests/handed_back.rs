//! A task that was handed back: what came back is open with its reason, and the rest is folded.

use vestibule_domain::{
    file::{Stage, Verdict},
    task::{HandedBack, Returned, ReturnedPart},
    value::RecipientId,
};

use super::{
    fixture::{clean, completed, send, upload},
    *,
};

/// The e-mail address, and a file, came back; a file of somebody else did, too, where `others` says so.
fn handed_back(others: bool) -> WholeTask {
    let mut whole = completed(company());
    let completion = whole.task.state.completion.take().unwrap_or_else(|| panic!("it is completed"));
    let (mut old, kept) = (upload(1, "Old extract.pdf", clean()), upload(2, "Extract.pdf", clean()));
    old.stage = Stage::Returned { at: at(NOW), verdict: Verdict::Clean };
    let returned = |field, what, reason| Returned { field: lit(field), what, reason: lit(reason) };
    let file = || ReturnedPart::File(old.upload.id);
    let mut parts = vec![returned("mail", ReturnedPart::Answer(None), "It came back.\nAnother one, please.")];
    parts.push(returned("extract", file(), "<b>Older</b> than three months"));
    if others {
        parts = vec![returned("extract", file(), "Of another company")];
        old.recipient = RecipientId::new([7; 16]);
    }
    whole.task.state.rounds.handed_back = 1;
    whole.task.state.rounds.open = parts.iter().map(|part| part.field.clone()).collect();
    send(&mut whole, vec![old, kept]);
    let by = lit("Carla Mendes");
    let asked = vec![completion.through.share().unwrap()];
    whole.handed_back =
        vec![HandedBack { round: 1, at: at(NOW), by, completion, returned: parts, asked, begun: vec![] }];
    whole
}

#[test]
fn what_came_back_is_open_with_its_reason_and_the_rest_is_folded() {
    for locale in Locale::ALL {
        let html = work_page(locale, vec![handed_back(false)]);
        insta::assert_snapshot!(format!("work.handed_back.{}", locale.tag()), settled(&html));
    }
    let html = work_page(Locale::En, vec![handed_back(false)]);
    let (open, kept) = html.split_once("Everything else stays as you sent it").unwrap_or_else(|| panic!("{html}"));
    assert!(open.contains("name=\"answers:company:mail\"") && !kept.contains("name=\"answers:"), "{html}");
    assert!(open.contains("&#60;b&#62;Older&#60;/b&#62;") && open.contains("Round 2"), "{html}");
    assert!(open.contains("Acme Energia has sent 2 things back"), "{html}");
}

#[test]
fn what_came_back_is_told_on_top_and_never_that_nothing_is_missing() {
    for (others, expected) in [(false, "2 things handed back"), (true, "1 thing handed back")] {
        let html = work_page(Locale::En, vec![handed_back(others)]);
        let line = html.split("data-missing-answers").nth(1).and_then(|line| line.split("</span>").next());
        let line = line.unwrap_or_else(|| panic!("{html}"));
        assert!(line.contains(expected) && !line.contains("Nothing is missing"), "{line}");
    }
}

#[test]
fn a_file_of_an_earlier_round_stays_and_one_that_came_back_takes_no_place() {
    let html = work_page(Locale::En, vec![handed_back(false)]);
    assert!(html.contains("Extract.pdf") && !html.contains("data-state=\"returned\""), "{html}");
    assert!(!html.contains("/remove"), "what was sent before stays: {html}");
}

#[test]
fn of_what_another_guest_sent_neither_name_nor_reason_is_read() {
    let html = work_page(Locale::En, vec![handed_back(true)]);
    assert!(html.contains("A file that somebody else sent here was handed back."), "{html}");
    assert!(!html.contains("Of another company"), "{html}");
}

#[test]
fn before_it_is_sent_again_only_what_came_back_can_be_changed() {
    let html = check_page(Locale::En, handed_back(false));
    assert_eq!(html.matches(">Change<").count(), 2, "{html}");
    assert!(html.contains("unless Acme Energia sends something back"), "{html}");
}

#[test]
fn before_it_is_sent_again_what_is_as_it_was_is_told() {
    let told =
        |html: &str| (html.matches("not changed since").count(), html.contains("Nothing of what was handed back"));
    let mut whole = handed_back(false);
    whole.task.spec.fields.retain(|field| ["mail", "extract"].contains(&field.slug.as_str()));
    let returned = &mut whole.handed_back[0].returned;
    returned[0].what = ReturnedPart::Answer(whole.task.work.answer(&lit("mail")).cloned());
    assert_eq!(told(&check_page(Locale::En, whole.clone())), (2, true));
    let other = Answer::Text("outra@fornecedor.example".into());
    super::fixture::answer(&mut whole, "mail", other);
    assert_eq!(told(&check_page(Locale::En, whole.clone())), (1, false));
    for mark in whole.task.state.files.values_mut() {
        mark.round = 2;
    }
    assert_eq!(told(&check_page(Locale::En, whole)), (0, false));
}

#[test]
fn the_receipt_of_the_second_round_tells_the_first() {
    for locale in Locale::ALL {
        let mut whole = handed_back(false);
        let mut completion = whole.handed_back[0].completion.clone();
        completion.record.seq = 19;
        whole.task.state.completion = Some(completion);
        let share = share(locale);
        let html = receipt(&ReceiptView { share: &share, task: &whole, now: at(NOW) });
        insta::assert_snapshot!(format!("receipt.second_round.{}", locale.tag()), settled(&html));
    }
}
