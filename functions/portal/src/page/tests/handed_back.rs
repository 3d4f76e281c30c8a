//! A task that was handed back: what came back is open with its reason, and the rest is folded.

use vestibule_domain::{
    file::{Stage, Verdict},
    share::Permission,
    task::{HandedBack, Returned, ReturnedPart},
    value::RecipientId,
};

use vestibule_fixtures::drafted;

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
    whole.task.state.rounds.ended = 1;
    whole.task.state.rounds.open = parts.iter().map(|part| part.field.clone()).collect();
    send(&mut whole, vec![old, kept]);
    let by = lit("Carla Mendes");
    let asked = vec![completion.through.share().unwrap()];
    whole.handed_back = vec![HandedBack {
        round: 1,
        at: at(NOW),
        by,
        completion,
        returned: parts,
        asked,
        deciders: vec![],
        begun: vec![],
    }];
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

/// How many fields are as they came back, of how many the file is not sent again, and whether either is said above the button.
fn told_before_sending(whole: &WholeTask) -> (usize, usize, bool, bool) {
    let html = check_page(Locale::En, whole.clone());
    let again = html.contains("you can send it again");
    (
        html.matches("Handed back, and not changed since").count(),
        html.matches("Handed back, and not sent again").count(),
        again,
        html.contains("A file that came back is not sent again"),
    )
}

/// The answer and the file alone that came back, with nothing changed since.
fn only_what_came_back() -> WholeTask {
    let mut whole = handed_back(false);
    whole.task.spec.fields.retain(|field| ["mail", "extract"].contains(&field.slug.as_str()));
    whole.handed_back[0].returned[0].what = ReturnedPart::Answer(whole.task.work.answer(&lit("mail")).cloned());
    whole
}

#[test]
fn before_it_is_sent_again_what_is_as_it_was_is_told() {
    let mut whole = only_what_came_back();
    whole.handed_back[0].returned.truncate(1);
    assert_eq!(told_before_sending(&whole), (1, 0, true, false));
    super::fixture::answer(&mut whole, "mail", Answer::Text("outra@fornecedor.example".into()));
    assert_eq!(told_before_sending(&whole), (0, 0, false, false));
}

#[test]
fn a_file_that_came_back_is_told_to_be_not_sent_again_until_one_is_added() {
    let mut whole = only_what_came_back();
    assert_eq!(told_before_sending(&whole), (1, 1, false, true));
    super::fixture::answer(&mut whole, "mail", Answer::Text("outra@fornecedor.example".into()));
    assert_eq!(told_before_sending(&whole), (0, 1, false, true), "also beside what was changed");
    for mark in whole.task.state.files.values_mut() {
        mark.round = 2;
    }
    assert_eq!(told_before_sending(&whole), (0, 0, false, false));
    whole.files[1].upload.manifest.sha256 = whole.files[0].upload.manifest.sha256;
    assert_eq!(told_before_sending(&whole), (1, 0, false, false), "the same bytes are the same file");
}

#[test]
fn a_file_that_is_added_where_there_was_none_is_a_change() {
    let mut whole = only_what_came_back();
    let returned = &mut whole.handed_back[0].returned;
    *returned = vec![Returned { what: ReturnedPart::Answer(None), ..returned[1].clone() }];
    whole.task.state.files.clear();
    whole.task.spec.fields.iter_mut().for_each(|field| field.required = false);
    let files = std::mem::take(&mut whole.files);
    assert_eq!(told_before_sending(&whole), (1, 0, true, false));
    send(&mut whole, vec![files[1].clone()]);
    whole.task.state.files.values_mut().for_each(|mark| mark.round = 2);
    assert_eq!(told_before_sending(&whole), (0, 0, false, false));
}

#[test]
fn a_file_without_which_nothing_can_be_sent_is_not_to_be_left_out() {
    let mut whole = only_what_came_back();
    whole.task.spec.fields.iter_mut().for_each(|field| field.required = true);
    whole.files.truncate(1);
    whole.task.state.files.retain(|upload, _| *upload == whole.files[0].upload.id);
    let html = check_page(Locale::En, whole);
    assert!(html.contains("Handed back, and not sent again: add the file once more<"), "{html}");
}

#[test]
fn what_came_back_and_cannot_be_given_says_whom_to_ask() {
    for (lacks, said) in [
        (Permission::UploadFiles, "Your link does not let you add a file here. Ask Carla Mendes of Acme Energia"),
        (Permission::FillFields, "Your link does not let you change this answer. Tell Carla Mendes of Acme Energia"),
    ] {
        let mut share = share(Locale::En);
        assert!(!work_page_of(&share, handed_back(false)).contains("Your link does not let you"));
        share.terms.permissions.remove(&lacks);
        let html = work_page_of(&share, handed_back(false));
        assert_eq!(html.matches("Your link does not let you").count(), 1, "{html}");
        assert!(html.contains(said), "{html}");
    }
    let mut share = share(Locale::En);
    share.terms.permissions.remove(&Permission::UploadFiles);
    let html = work_page_of(&share, handed_back(true));
    assert!(!html.contains("Your link does not let you"), "a file of somebody else: {html}");
    let mut optional = only_what_came_back();
    optional.task.spec.fields.iter_mut().for_each(|field| field.required = false);
    let html = check_page_of(&share, optional);
    assert!(html.contains("not sent again: your link does not let you add files<"), "{html}");
    assert!(html.contains("and your link does not let you add one. If you send now, Acme Energia"), "{html}");
    assert!(!html.contains("add it once more"), "{html}");
}

#[test]
fn who_sends_it_is_told_of_a_returned_file_of_somebody_else_until_they_send_another() {
    let told = |html: &str| {
        let line = html.contains("A file that somebody else sent here was handed back, and has not come again<");
        (line, html.contains("A file that was handed back to somebody else is still missing. If you send now"))
    };
    let mut whole = handed_back(true);
    whole.task.spec.fields.retain(|field| field.slug.as_str() == "extract");
    assert_eq!(told(&check_page(Locale::En, whole.clone())), (true, true));
    let mut another = upload(3, "Better extract.pdf", clean());
    another.recipient = RecipientId::new([7; 16]);
    let files = [whole.files.clone(), vec![another]].concat();
    send(&mut whole, files);
    whole
        .task
        .state
        .files
        .values_mut()
        .filter(|mark| !matches!(mark.stage, Stage::Returned { .. }))
        .for_each(|mark| mark.round = 2);
    assert_eq!(told(&check_page(Locale::En, whole)), (false, false));
}

#[test]
fn a_task_that_was_completed_without_a_file_that_came_back_says_so_to_its_guest() {
    let again = |others| {
        let mut whole = handed_back(others);
        whole.task.state.completion = Some(whole.handed_back[0].completion.clone());
        whole
    };
    let told = |whole: WholeTask| {
        let html = work_page(Locale::En, vec![whole]);
        html.contains("This was completed without what was handed back to you:</p>\n<ul><li><bdi>Old extract.pdf")
    };
    assert!(told(again(false)));
    assert!(!told(again(true)), "a file of somebody else");
    let mut sent = again(false);
    sent.task.state.files.values_mut().filter(|m| !matches!(m.stage, Stage::Returned { .. })).for_each(|m| m.round = 2);
    assert!(!told(sent), "another one was sent");
}

#[test]
fn who_cannot_complete_reads_that_somebody_else_does() {
    let mut share = share(Locale::En);
    share.terms.permissions.remove(&Permission::CompleteTask);
    let html = work_page_of(&share, handed_back(false));
    assert!(html.contains("Somebody else completes this task: your link does not let you."), "{html}");
}

#[test]
fn a_task_that_was_begun_and_waits_again_says_why_and_that_what_was_entered_is_kept() {
    let kept = "What was entered here is kept: you can go on with it";
    let mut begun = contract();
    let untouched = work_page(Locale::En, vec![company(), begun.clone()]);
    assert!(untouched.contains("You can do this as soon as") && !untouched.contains(kept), "{untouched}");
    begun.task.work.answers.insert(lit("note"), drafted(Answer::Text("As agreed".into()), 1));
    let html = work_page(Locale::En, vec![company(), begun.clone()]);
    assert!(html.contains("This waits again, because something") && html.contains(kept), "{html}");
    let mut before = handed_back(false);
    before.handed_back[0].begun = vec![lit("contract")];
    let html = work_page(Locale::En, vec![before, begun]);
    assert!(html.contains("Acme Energia has sent “Company and bank details” back to be corrected, so this"), "{html}");
    assert!(html.contains(kept) && !html.contains("You can do this as soon as"), "{html}");
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
