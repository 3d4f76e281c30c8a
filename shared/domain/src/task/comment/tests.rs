//! Comments are kept once each, signed by the guest, and bounded.

use super::*;
use crate::fixtures::{House, SATURDAY, admitted, at, guest, slug};

type Commented = Result<Option<Change<(Share, Task)>>, CommentRefused>;

fn comment(task: &Task, id: u16, text: &str) -> Commented {
    let house = House::new();
    let share = house.share().created();
    task.comment(admitted(&share), &house.run, (comment_id(id), text.parse().unwrap()), &guest(SATURDAY))
}

fn comment_id(n: u16) -> CommentId {
    let mut bits = [0; 16];
    bits[..2].copy_from_slice(&n.to_be_bytes());
    CommentId::new(bits)
}

fn company() -> Task {
    House::new().task("company")
}

#[test]
fn a_comment_is_signed_with_the_guests_name_and_its_words_stay_out_of_the_trail() {
    let change = comment(&company(), 1, "See page 3").unwrap().unwrap();
    let event = &change.entry().records()[0].0.event;
    assert_eq!(*event, Event::Commented { task: slug("company"), comment: comment_id(1) });
    let kept = &change.state().1.comments[0];
    assert_eq!((kept.author.as_str(), kept.at, kept.text.as_str()), ("Ana Souza", at(SATURDAY), "See page 3"));
}

#[test]
fn a_comment_that_comes_twice_is_kept_once() {
    let (_, task) = comment(&company(), 1, "See page 3").unwrap().unwrap().into_state();
    assert!(comment(&task, 1, "See page 3").unwrap().is_none());
    let (_, task) = comment(&task, 2, "See page 3").unwrap().unwrap().into_state();
    assert_eq!(task.comments.len(), 2);
}

#[test]
fn a_task_holds_a_hundred_comments() {
    let task = (0..100).fold(company(), |t, n| comment(&t, n, "x").unwrap().unwrap().into_state().1);
    assert_eq!(comment(&task, 100, "x").unwrap_err(), CommentRefused::TooMany);
    assert!(comment(&task, 99, "x").unwrap().is_none(), "repeats are no further ones");
}

#[test]
fn long_comments_fill_a_task_sooner() {
    let two_thousand = "x".repeat(2000);
    let task = (0..39).fold(company(), |t, n| comment(&t, n, &two_thousand).unwrap().unwrap().into_state().1);
    assert_eq!(comment(&task, 39, &two_thousand).unwrap_err(), CommentRefused::TooMany);
}

#[test]
fn commenting_has_to_be_permitted() {
    let house = House::new();
    let share = house.share().without(Permission::Comment).created();
    let words = (comment_id(1), "x".parse().unwrap());
    let refused = company().comment(admitted(&share), &house.run, words, &guest(SATURDAY)).unwrap_err();
    let permission = Permission::Comment;
    assert_eq!(refused, CommentRefused::Work(WorkRefused::NotPermitted { permission }));
}
