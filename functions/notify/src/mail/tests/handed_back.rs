//! What a guest reads of what came back.

use vestibule_domain::{
    share::{Creator, Password, Permission, Share},
    task::{HandedBack, Returned, ReturnedPart, WholeTask},
    value::{Locale, RecipientId},
};

use super::{CODE, completed, lit, now, share, shown, slug, text, upload_id, written};
use crate::mail::{decide_again, handed_back, handed_back_news, receipt};

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
    let of = HandedBack {
        round: 1,
        at: now(),
        by: lit("Carla Mendes"),
        completion,
        returned,
        asked,
        deciders: vec![],
        begun: vec![],
    };
    whole.task.state.rounds.ended = 1;
    whole.handed_back = vec![of.clone()];
    (whole, of)
}

#[test]
fn a_guest_reads_what_came_back_why_until_when_and_has_the_link_again() {
    for locale in Locale::ALL {
        let share = share(locale);
        let (whole, of) = returned(&completed(&share), 1, share.recipient());
        let address = format!("https://portal.example/i#{CODE}");
        let mail = written(handed_back(&share, &share.terms.creator, (&whole, &of), Some((&address, CODE))));
        insta::assert_snapshot!(format!("handed_back.{}", locale.tag()), shown(&mail));
        assert!(mail.text.lines().any(|line| line == CODE) && mail.text.lines().any(|line| line == address));
        assert!(!mail.html.contains("<b>"), "{}", mail.html);
    }
}

#[test]
fn a_guest_who_decided_reads_that_it_counts_no_more_and_has_the_link_again() {
    for locale in Locale::ALL {
        let share = share(locale);
        let (whole, of) = returned(&completed(&share), 1, share.recipient());
        let address = format!("https://portal.example/i#{CODE}");
        let mail = written(decide_again(&share, &share.terms.creator, (&whole, &of), Some((&address, CODE))));
        insta::assert_snapshot!(format!("decide_again.{}", locale.tag()), shown(&mail));
        let carried = written(decide_again(&share, &share.terms.creator, (&whole, &of), None));
        assert!(!carried.text.contains("signed") && !carried.html.contains("<a "), "{}", carried.html);
    }
}

#[test]
fn who_will_be_asked_for_a_password_or_a_code_is_told_so_with_the_link() {
    let mut share = share(Locale::En);
    let (whole, of) = returned(&completed(&share), 1, share.recipient());
    let address = format!("https://portal.example/i#{CODE}");
    let text =
        |share: &Share| written(handed_back(share, &share.terms.creator, (&whole, &of), Some((&address, CODE)))).text;
    assert!(!text(&share).contains("password"), "{}", text(&share));
    share.gate.password = Some(lit::<Password>("correct horse").hash([1; 16]));
    share.gate.code = true;
    let text = text(&share);
    assert!(text.contains("You are asked for the password that you were given"), "{text}");
    assert!(text.contains("we send you another mail with a code"), "{text}");
}

#[test]
fn a_guest_reads_what_their_share_does_not_let_them_give_and_is_not_asked_for_it() {
    let cannot = ["Your link does not let you add files. Ask Ana Souza", "Your link does not let you change answers."];
    let please = ["Please correct it and send the task once more", "Please correct it. Somebody else sends the task"];
    let send = "Once it has been corrected, please send the task once more";
    for (task, lacks, said, not_said) in [
        (1, vec![Permission::UploadFiles], vec![cannot[0], send], vec![please[0], please[1], cannot[1]]),
        (0, vec![Permission::FillFields], vec![cannot[1], send], vec![please[0], please[1], cannot[0]]),
        (1, vec![Permission::FillFields], vec![please[0]], vec![cannot[0], cannot[1], send]),
        (1, vec![Permission::CompleteTask], vec![please[1]], vec![cannot[0], please[0], send]),
        (1, vec![Permission::UploadFiles, Permission::CompleteTask], vec![cannot[0]], vec![please[0], please[1], send]),
    ] {
        let mut share = share(Locale::En);
        let (whole, of) = returned(&completed(&share), task, share.recipient());
        share.terms.permissions.retain(|permission| !lacks.contains(permission));
        let address = format!("https://portal.example/i#{CODE}");
        for link in [Some((address.as_str(), CODE)), None] {
            let mail = written(handed_back(&share, &share.terms.creator, (&whole, &of), link));
            let told = |said: &str| mail.text.contains(said.split(". ").next().unwrap_or(said));
            assert!(said.iter().all(|said| told(said)), "{lacks:?}: {}", mail.text);
            assert!(not_said.iter().all(|said| !mail.text.contains(said)), "{lacks:?}: {}", mail.text);
            assert!(!lacks.contains(&Permission::CompleteTask) || !mail.text.contains("and send"), "{}", mail.text);
        }
    }
}

#[test]
fn a_link_that_its_creator_carries_is_not_mailed_and_a_reason_makes_no_link() {
    let share = share(Locale::En);
    let (whole, of) = returned(&completed(&share), 0, share.recipient());
    let mail = written(handed_back(&share, &share.terms.creator, (&whole, &of), None));
    assert!(mail.text.contains("open the link by which you came") && !mail.html.contains("<a "), "{}", mail.html);
    assert!(mail.text.lines().all(|line| !line.starts_with("https://")), "{}", mail.text);
}

#[test]
fn who_can_be_asked_stands_below_in_place_of_a_creator_who_left() {
    let mut share = share(Locale::En);
    share.gate.password = Some(lit::<Password>("correct horse").hash([1; 16]));
    let (whole, of) = returned(&completed(&share), 1, share.recipient());
    share.terms.permissions.remove(&Permission::UploadFiles);
    let (name, email) = (lit("Paula Reis"), lit("paula@acme.example"));
    let paula = Creator { name, email, ..share.terms.creator.clone() };
    let address = format!("https://portal.example/i#{CODE}");
    for mail in [
        handed_back(&share, &paula, (&whole, &of), Some((&address, CODE))),
        decide_again(&share, &paula, (&whole, &of), Some((&address, CODE))),
        handed_back_news(&share, &paula, (&whole, &of)),
    ] {
        let text = written(mail).text;
        assert!(text.contains("Questions? Ask Paula Reis: paula@acme.example"), "{text}");
        assert!(!text.contains("Ana Souza") && text.contains("Carla Mendes of Acme Energia"), "{text}");
    }
}

#[test]
fn of_a_file_of_somebody_else_a_guest_reads_that_there_is_one() {
    let share = share(Locale::En);
    let (whole, of) = returned(&completed(&share), 1, RecipientId::new([7; 16]));
    let mail = written(handed_back(&share, &share.terms.creator, (&whole, &of), None));
    assert!(mail.text.contains("Files that somebody else sent are handed back to them;"), "{}", mail.text);
    let news = written(handed_back_news(&share, &share.terms.creator, (&whole, &of)));
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

#[test]
fn a_guest_of_whom_nothing_came_back_is_not_told_to_correct_it() {
    let share = share(Locale::En);
    let (whole, of) = returned(&completed(&share), 1, RecipientId::new([9; 16]));
    let address = format!("https://portal.example/i#{CODE}");
    let mail = written(handed_back(&share, &share.terms.creator, (&whole, &of), Some((&address, CODE))));
    for said in ["of what you sent, nothing is.", "Once it has been corrected, please send the task once more."] {
        assert!(mail.text.contains(said), "{said}: {}", mail.text);
    }
    assert!(!mail.text.contains("Please correct it") && !mail.text.contains("this back to you"), "{}", mail.text);
}
