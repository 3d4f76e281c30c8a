//! What a guest reads of what came back.

use vestibule_domain::{
    task::{HandedBack, Returned, ReturnedPart, WholeTask},
    value::{Locale, RecipientId},
};

use super::{CODE, completed, lit, now, share, shown, slug, text, upload_id, written};
use crate::mail::{handed_back, handed_back_news, receipt};

/// The legal name and the contract came back; the contract is a file of this recipient.
fn returned(tasks: &[WholeTask], task: usize, recipient: RecipientId) -> (WholeTask, HandedBack) {
    let mut whole = tasks[task].clone();
    let completion = whole.task.state.completion.take().unwrap_or_else(|| panic!("it is completed"));
    let part = |field, what, reason| Returned { field: slug(field), what, reason: lit(reason) };
    let returned = match task {
        0 => vec![part(
            "legal_name",
            ReturnedPart::Answer(Some(text("Lima"))),
            "In full, please.\n\nhttps://portal.example/i#x",
        )],
        _ => vec![part("contract", ReturnedPart::File(upload_id(1)), "<b>Not</b> signed")],
    };
    for mark in whole.task.state.files.values_mut() {
        mark.recipient = recipient;
    }
    let asked = vec![completion.through.share().unwrap()];
    let of = HandedBack { round: 1, at: now(), by: lit("Carla Mendes"), completion, returned, asked, begun: vec![] };
    whole.task.state.rounds.handed_back = 1;
    whole.handed_back = vec![of.clone()];
    (whole, of)
}

#[test]
fn a_guest_reads_what_came_back_why_until_when_and_has_the_link_again() {
    for locale in Locale::ALL {
        let share = share(locale);
        let (whole, of) = returned(&completed(&share), 1, share.recipient());
        let address = format!("https://portal.example/i#{CODE}");
        let mail = written(handed_back(&share, (&whole, &of), Some((&address, CODE))));
        insta::assert_snapshot!(format!("handed_back.{}", locale.tag()), shown(&mail));
        assert!(mail.text.lines().any(|line| line == CODE) && mail.text.lines().any(|line| line == address));
        assert!(!mail.html.contains("<b>"), "{}", mail.html);
    }
}

#[test]
fn a_link_that_its_creator_carries_is_not_mailed_and_a_reason_makes_no_link() {
    let share = share(Locale::En);
    let (whole, of) = returned(&completed(&share), 0, share.recipient());
    let mail = written(handed_back(&share, (&whole, &of), None));
    assert!(mail.text.contains("open the link by which you came") && !mail.html.contains("<a "), "{}", mail.html);
    assert!(mail.text.lines().all(|line| !line.starts_with("https://")), "{}", mail.text);
}

#[test]
fn of_a_file_of_somebody_else_a_guest_reads_that_there_is_one() {
    let share = share(Locale::En);
    let (whole, of) = returned(&completed(&share), 1, RecipientId::new([7; 16]));
    let mail = written(handed_back(&share, (&whole, &of), None));
    assert!(mail.text.contains("Files that somebody else sent were handed back, too."), "{}", mail.text);
    let news = written(handed_back_news(&share, (&whole, &of)));
    for mail in [mail, news] {
        assert!(!mail.text.contains("Contrato") && !mail.text.contains("signed"), "{}", mail.text);
    }
}

#[test]
fn the_receipt_of_the_second_round_tells_the_first() {
    let share = share(Locale::En);
    let (mut whole, of) = returned(&completed(&share), 0, share.recipient());
    whole.task.state.completion = Some(of.completion);
    let mail = written(receipt(&share, &[whole], now()));
    assert!(mail.text.contains("Round 2\nRound 1: handed back by Acme Energia"), "{}", mail.text);
    assert!(mail.text.contains("Legal name: In full, please. https://portal.example/i#x"), "{}", mail.text);
}
