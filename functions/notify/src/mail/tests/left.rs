//! What an invitation says of what is left to do.

use vestibule_domain::{
    share::{LeftTask, LeftToDo},
    task::Due,
    value::Locale,
};
use vestibule_fixtures::House;

use super::{asked_by, lit, share};

#[test]
fn an_invitation_says_what_is_left_what_waits_and_until_when_to_decide_also_where_nothing_is_named() {
    let due = Some(Due { at: lit("2026-12-04T20:00:00Z"), zone: lit("America/Sao_Paulo") });
    for (all, waiting, told) in [
        (2, 1, "needs 2 things from you"),
        (2, 1, "1 of 2 waits for another step before it can be done."),
        (2, 2, "Other steps come first: there is nothing to do yet."),
        (1, 0, "Decide by: Friday 4 December 2026, 17:00 (São Paulo time)"),
        (0, 0, "Nothing is left to do in it now."),
    ] {
        let mail = asked_by(&share(Locale::En), &LeftToDo { all, waiting, due: due.clone(), named: vec![] });
        assert!(mail.text.contains(told) && mail.html.contains(told), "{told}: {}", mail.text);
    }
    let house = House::new();
    let named =
        house.tasks.iter().map(|task| LeftTask { spec: task.spec.clone(), waits: task.spec.index == 1, back: None });
    let mail = asked_by(&share(Locale::Es), &LeftToDo { all: 2, waiting: 1, named: named.collect(), due: None });
    assert_eq!(mail.text.matches("espera otro paso").count(), 1, "{}", mail.text);
}

#[test]
fn who_is_known_by_their_address_alone_is_named_once() {
    let mut share = share(Locale::En);
    share.terms.creator.name = lit("ana@acme.example");
    let mail = asked_by(&share, &LeftToDo::default());
    assert!(mail.text.contains("Questions? Write to ana@acme.example"), "{}", mail.text);
    assert!(!mail.text.contains("Questions? Ask"), "{}", mail.text);
}
