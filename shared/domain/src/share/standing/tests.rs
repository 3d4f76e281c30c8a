//! Which standing outranks which, and on which side of its instant an expiry lies.

use super::*;
use crate::{
    fixtures::{CREATED, EXPIRES, House, SATURDAY, at},
    share::{Accesses, Revocation, Salt},
};

const BEFORE: &str = "2026-11-27T11:59:59.999999999Z";
const AFTER: &str = "2026-11-27T12:00:00.000000001Z";

fn open() -> Share {
    House::new().share().created()
}

fn used_up(share: &Share) -> Share {
    share.with(|gate| gate.accesses = Accesses { used: 2, max: 2 })
}

fn completed(share: &Share) -> Share {
    share.with(|gate| gate.completed_at = Some(at(SATURDAY)))
}

fn revoked(share: &Share) -> Share {
    let by = share.terms.creator.name.clone();
    share.with(|gate| gate.revoked = Some(Revocation { at: at(SATURDAY), by }))
}

fn recorded() -> Share {
    open().with(|gate| gate.expiry_recorded_at = Some(at(EXPIRES)))
}

#[test]
fn a_share_is_open_up_to_the_last_instant_before_its_expiry() {
    assert_eq!(open().standing(at(CREATED)), Standing::Open);
    assert_eq!(open().standing(at(BEFORE)), Standing::Open);
    assert!(!open().is_past(at(BEFORE)));
}

#[test]
fn a_share_is_expired_from_the_very_instant_on() {
    for now in [EXPIRES, AFTER, "2036-01-01T00:00:00Z"] {
        assert_eq!(open().standing(at(now)), Standing::Expired { at: at(EXPIRES) }, "{now}");
        assert!(open().is_past(at(now)), "{now}");
    }
}

#[test]
fn recording_an_expiry_changes_nothing_about_it() {
    assert_eq!(recorded().standing(at(BEFORE)), Standing::Open);
}

#[test]
fn expiry_outranks_exhaustion() {
    assert_eq!(used_up(&open()).standing(at(BEFORE)), Standing::Exhausted);
    assert_eq!(used_up(&open()).standing(at(EXPIRES)), Standing::Expired { at: at(EXPIRES) });
}

#[test]
fn completion_outranks_expiry_and_exhaustion() {
    for now in [BEFORE, EXPIRES] {
        let standing = completed(&used_up(&open())).standing(at(now));
        assert_eq!(standing, Standing::Completed { at: at(SATURDAY) }, "{now}");
    }
}

#[test]
fn revocation_outranks_everything() {
    for now in [BEFORE, EXPIRES] {
        let standing = revoked(&completed(&used_up(&open()))).standing(at(now));
        assert_eq!(standing, Standing::Revoked { at: at(SATURDAY) }, "{now}");
    }
}

#[test]
fn openings_are_left_until_the_last_is_used_and_without_a_maximum_for_ever() {
    let share = |used, max| open().with(|gate| gate.accesses = Accesses { used, max });
    assert_eq!(share(0, 0).opens_left(), None);
    assert_eq!(share(4_000_000_000, 0).opens_left(), None);
    assert_eq!(share(0, 2).opens_left(), Some(2));
    assert_eq!(share(1, 2).opens_left(), Some(1));
    assert_eq!(share(2, 2).opens_left(), Some(0));
    assert_eq!(share(3, 2).opens_left(), Some(0), "a lowered maximum is no reason to panic");
}

#[test]
fn only_the_token_with_the_current_salt_is_answered() {
    let share = open();
    let token = |share: &Share, salt| LinkToken { share: share.id(), salt };
    assert!(share.answers_to(&token(&share, share.gate.salt)));
    assert!(!share.answers_to(&token(&share, Salt::new([8; 16]))));
    let other = LinkToken { share: crate::value::ShareId::new([8; 16]), salt: share.gate.salt };
    assert!(!share.answers_to(&other));
}

#[test]
fn staff_see_a_share_until_it_is_revoked_completed_or_its_expiry_recorded() {
    assert_eq!(open().gate.ended_at(), None);
    assert_eq!(used_up(&open()).gate.ended_at(), None);
    assert_eq!(revoked(&open()).gate.ended_at(), Some(at(SATURDAY)));
    assert_eq!(completed(&open()).gate.ended_at(), Some(at(SATURDAY)));
    assert_eq!(recorded().gate.ended_at(), Some(at(EXPIRES)));
    assert_eq!(revoked(&recorded()).gate.ended_at(), Some(at(SATURDAY)), "by what outranks the rest");
}

#[test]
fn each_standing_has_its_word_in_the_api() {
    let when = at(SATURDAY);
    let words = [
        Standing::Revoked { at: when },
        Standing::Completed { at: when },
        Standing::Expired { at: when },
        Standing::Exhausted,
        Standing::Open,
    ]
    .map(|standing| standing.name());
    assert_eq!(words, ["revoked", "completed", "expired", "exhausted", "active"]);
}
