//! Comments are kept once each, signed by the guest, and bounded.

use serde_json::json;

use super::*;
use crate::{
    Change,
    fixtures::{House, SATURDAY, admitted, at, changed, facts, gate_of, guest, kinds, messages},
    outbox::{Bundle, Message},
    share::Share,
    task::CommentFrom,
};

fn share() -> Share {
    House::new().share().created()
}

/// Comments on `company` through a share; `before`: the comment of that id, if there is one.
fn comment(
    share: &Share,
    before: Option<&Comment>,
    id: u16,
    text: &str,
) -> Result<Option<Change<Commented>>, CommentRefused> {
    let on = House::new().on_with("company", before.cloned());
    let act = WriteComment { id: comment_id(id), text: text.parse().unwrap() };
    let decision = act.decide(admitted(share).permit(&on)?, &guest(SATURDAY))?;
    Ok(decision.change().cloned())
}

fn comment_id(n: u16) -> CommentId {
    let mut bits = [0; 16];
    bits[..2].copy_from_slice(&n.to_be_bytes());
    CommentId::new(bits)
}

/// The share after one comment.
fn after(share: &Share, id: u16, text: &str) -> Share {
    let by = comment(share, None, id, text).unwrap().unwrap().into_state().by;
    Share { gate: gate_of(&by).clone(), ..share.clone() }
}

#[test]
fn a_comment_is_signed_with_the_guests_name_and_its_words_stay_out_of_the_trail() {
    let change = comment(&share(), None, 1, "See page 3").unwrap().unwrap();
    assert_eq!(kinds(&change), ["share.commented"]);
    assert_eq!(facts(&change), json!({ "task": "company", "comment": comment_id(1) }));
    let kept = &change.state().comment;
    assert_eq!((kept.author.as_str(), kept.at, kept.text.as_str()), ("Ana Souza", at(SATURDAY), "See page 3"));
    assert_eq!((kept.id, kept.through), (comment_id(1), share().id().into()));
}

#[test]
fn the_id_of_another_guests_comment_is_no_id_for_ones_own() {
    let first = comment(&share(), None, 1, "See page 3").unwrap().unwrap().into_state().comment;
    let theirs = Comment { through: crate::value::ShareId::new([9; 16]).into(), ..first };
    assert_eq!(comment(&share(), Some(&theirs), 1, "See page 3").unwrap_err(), CommentRefused::SameId);
}

#[test]
fn a_comment_that_comes_twice_is_kept_once() {
    let first = comment(&share(), None, 1, "See page 3").unwrap().unwrap().into_state().comment;
    assert!(comment(&share(), Some(&first), 1, "See page 3").unwrap().is_none());
    assert!(comment(&share(), None, 2, "See page 3").unwrap().is_some());
    let on = House::new().on_with("company", Some(first.clone()));
    let share = share();
    let act = WriteComment { id: comment_id(1), text: "Another".parse().unwrap() };
    let again = act.decide(admitted(&share).permit(&on).unwrap(), &guest(SATURDAY)).unwrap().into_state();
    assert_eq!(again.comment, first, "its text may be another now");
    assert_eq!(again.by, Acting::Guest(share.gate.clone()));
}

#[test]
fn a_hundred_comments_come_through_a_share() {
    let share = (0..100).fold(share(), |share, n| after(&share, n, "x"));
    assert_eq!(share.gate.comments, 100);
    assert_eq!(comment(&share, None, 100, "x").unwrap_err(), CommentRefused::TooMany);
    let last = Comment {
        id: comment_id(99),
        at: at(SATURDAY),
        through: share.id().into(),
        author: share.terms.recipient.name.clone(),
        text: "x".parse().unwrap(),
        from: CommentFrom::Guest,
    };
    assert!(comment(&share, Some(&last), 99, "x").unwrap().is_none(), "repeats are no further ones");
}

#[test]
fn a_long_comment_counts_as_several_for_everybody_reads_it() {
    let (long, family) = ("x".repeat(2000), "👨‍👩‍👧‍👦".repeat(600));
    let after_one = |text: &str| after(&share(), 1, text).gate.comments;
    assert_eq!((after_one("x"), after_one(&"x".repeat(1000)), after_one(&long), after_one(&family)), (1, 1, 2, 15));
    let share = (0..49).fold(share(), |share, n| after(&share, n, &long));
    assert_eq!(comment(&share, None, 100, &family).unwrap_err(), CommentRefused::TooMany);
    let share = after(&share, 100, &long);
    assert_eq!(share.gate.comments, 100);
    assert_eq!(comment(&share, None, 101, "x").unwrap_err(), CommentRefused::TooMany);
}

#[test]
fn each_share_has_a_hundred_comments_of_its_own() {
    let house = House::new();
    let full = share().with(|gate| gate.comments = 100);
    assert_eq!(comment(&full, None, 1, "x").unwrap_err(), CommentRefused::TooMany);
    let on = house.on_with("company", None);
    let mut other = share();
    other.terms.id = crate::value::ShareId::new([8; 16]);
    let act = WriteComment { id: comment_id(1), text: "x".parse().unwrap() };
    let commented = changed(act.decide(admitted(&other).permit(&on).unwrap(), &guest(SATURDAY)).unwrap());
    assert_eq!(commented.state().comment.through, other.id());
}

#[test]
fn commenting_has_to_be_permitted() {
    let share = House::new().share().without(Permission::Comment).created();
    let refused = comment(&share, None, 1, "x").unwrap_err();
    let permission = Permission::Comment;
    assert_eq!(refused, CommentRefused::Work(WorkRefused::NotPermitted { permission }));
}

#[test]
fn the_creator_is_mailed_comments_of_ten_minutes_at_once() {
    let share = share();
    let change = comment(&share, None, 1, "Which year?").unwrap().unwrap();
    let bundle = Bundle::begin(None, at(SATURDAY)).unwrap();
    assert_eq!(messages(&change), [Message::GuestNews { share: share.id(), bundle }]);
    let waiting = after(&share, 1, "Which year?");
    assert_eq!(waiting.gate.news_until, Some(bundle.until));
    assert_eq!(messages(&comment(&waiting, None, 2, "And which currency?").unwrap().unwrap()), []);
}

#[test]
fn the_id_of_a_comment_of_staff_is_no_guests_to_take() {
    let share = share();
    let theirs = Comment {
        id: comment_id(1),
        at: at(SATURDAY),
        through: share.id().into(),
        author: "Vera".parse().unwrap(),
        text: "x".parse().unwrap(),
        from: CommentFrom::Staff { visible_to: crate::task::VisibleTo::Internal },
    };
    assert_eq!(comment(&share, Some(&theirs), 1, "x").unwrap_err(), CommentRefused::SameId);
}
