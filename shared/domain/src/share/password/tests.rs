//! Attempts at a password: counted first, tried then, slowed down, and told to the owner once.

use super::*;
use crate::{
    fixtures::{EXPIRES, House, SATURDAY, acting, at, guest, opening, staff},
    gate::Denied,
    id::SessionId,
    password::BackOff,
};

fn share() -> Share {
    House::new().share().max(9).password("correct horse").created()
}

/// A wrong password: the attempt reserved, then recorded as failed.
fn fail(share: &Share, now: &str) -> Result<Change<Share>, OpenRefused> {
    let reserved = share.reserve_attempt(&opening(share, 1), &guest(now))?.into_state();
    assert!(PasswordProof::check(&reserved, &"battery staple".parse().unwrap()).is_none());
    Ok(reserved.attempt_failed(reserved.attempts.tried(), &guest(now)))
}

/// The share after so many wrong passwords, each as soon as it may come.
fn failed(share: Share, times: u32) -> Share {
    (0..times).fold(share, |share, _| {
        let attempts = share.attempts.reserve(share.attempts.locked_until().unwrap_or(at(SATURDAY))).unwrap();
        Share { attempts, ..share }
    })
}

#[test]
fn an_attempt_is_counted_before_the_password_is_looked_at() {
    let change = share().reserve_attempt(&opening(&share(), 1), &guest(SATURDAY)).unwrap();
    assert_eq!(change.entry().records()[0].0.event, Event::PasswordTried { attempt: 1 });
    assert_eq!(change.state().attempts.tried(), 1);
    assert_eq!(change.state().accesses.used, 0);
}

#[test]
fn only_the_right_password_gives_proof() {
    let share = share();
    assert!(PasswordProof::check(&share, &"correct horse".parse().unwrap()).is_some());
    assert!(PasswordProof::check(&share, &"Correct horse".parse().unwrap()).is_none());
    let open = House::new().share().created();
    assert!(PasswordProof::check(&open, &"correct horse".parse().unwrap()).is_none());
}

#[test]
fn a_failed_attempt_is_recorded_with_its_number_and_counts_no_second_time() {
    let change = fail(&share(), SATURDAY).unwrap();
    assert_eq!(change.entry().records()[0].0.event, Event::PasswordFailed { attempt: 1 });
    assert_eq!(change.entry().records().len(), 1);
    assert_eq!(change.state().attempts.tried(), 1);
    assert_eq!(change.outgoing(), None);
}

#[test]
fn of_five_failures_at_once_only_the_fifth_locks() {
    let share = failed(share(), 5);
    let kinds = |attempt| share.attempt_failed(attempt, &guest(SATURDAY)).entry().records().len();
    assert_eq!((1..=5).map(kinds).collect::<Vec<_>>(), [1, 1, 1, 1, 2]);
}

#[test]
fn the_fifth_failure_makes_the_next_attempt_wait_half_a_minute() {
    let share = fail(&failed(share(), 4), SATURDAY).unwrap().into_state();
    let back_off = OpenRefused::BackOff(BackOff { at: at("2026-11-21T12:00:30Z") });
    assert_eq!(fail(&share, SATURDAY).unwrap_err(), back_off);
    assert_eq!(fail(&share, "2026-11-21T12:00:29Z").unwrap_err(), back_off);
    let sixth = fail(&share, "2026-11-21T12:00:30Z").unwrap().into_state();
    assert_eq!(sixth.attempts.locked_until(), Some(at("2026-11-21T12:01:30Z")), "the wait doubles");
}

#[test]
fn the_owner_is_told_when_waiting_begins_and_not_again() {
    let fifth = fail(&failed(share(), 4), SATURDAY).unwrap();
    let until = at("2026-11-21T12:00:30Z");
    let events: Vec<_> = fifth.entry().records().iter().map(|(r, ..)| r.event.clone()).collect();
    assert_eq!(events, [Event::PasswordFailed { attempt: 5 }, Event::Locked { until }]);
    let notice = Message::OwnerNotice { share: fifth.state().id, about: Notice::Locked { until } };
    assert_eq!(fifth.outgoing().unwrap().messages, [notice]);
    let sixth = fail(fifth.state(), "2026-11-21T12:00:30Z").unwrap();
    assert_eq!(sixth.outgoing(), None);
    assert!(matches!(sixth.entry().records()[1].0.event, Event::Locked { .. }));
}

#[test]
fn a_failure_that_comes_in_after_a_success_still_has_its_number_but_no_one_waits() {
    let change = share().attempt_failed(5, &guest(SATURDAY));
    assert_eq!(change.entry().records()[0].0.event, Event::PasswordFailed { attempt: 5 });
    assert_eq!((change.entry().records().len(), change.outgoing()), (1, None));
}

#[test]
fn strangers_never_lock_the_guest_out_for_longer_than_a_quarter_of_an_hour() {
    let share = failed(share(), 40);
    let last = share.attempts.locked_until().unwrap();
    let then = share.attempts.reserve(last).unwrap();
    assert_eq!(then.locked_until().unwrap().duration_since(last), Attempts::LONGEST);
}

#[test]
fn a_success_starts_the_count_anew() {
    let share = failed(share(), 4);
    let share = share.reserve_attempt(&opening(&share, 1), &guest(SATURDAY)).unwrap().into_state();
    let proof = PasswordProof::check(&share, &"correct horse".parse().unwrap());
    let open = share.open(&opening(&share, 1), proof.as_ref(), SessionId::new([4; 16]), &guest(SATURDAY));
    assert_eq!(open.unwrap().change.unwrap().state().attempts, Attempts::default());
}

#[test]
fn nothing_is_counted_that_could_not_open_even_with_the_right_password() {
    let house = House::new();
    let reserve = |share: &Share, opening: &Opening, now| share.reserve_attempt(opening, &guest(now)).unwrap_err();
    let share = share();
    let without = Opening { consent: None, ..opening(&share, 1) };
    assert_eq!(reserve(&share, &without, SATURDAY), OpenRefused::ConsentMissing);
    let expired = OpenRefused::Dead(Denied::Expired { at: at(EXPIRES) });
    assert_eq!(reserve(&share, &opening(&share, 1), EXPIRES), expired);
    let used_up = Share { accesses: crate::share::Accesses { used: 9, max: 9 }, ..share.clone() };
    assert_eq!(reserve(&used_up, &opening(&share, 1), SATURDAY), OpenRefused::Dead(Denied::Exhausted));
    let revoked = share.revoke(acting(&house.vera), &staff(SATURDAY)).unwrap().unwrap().into_state();
    let refused = OpenRefused::Dead(Denied::Revoked { at: at(SATURDAY) });
    assert_eq!(reserve(&revoked, &opening(&share, 1), SATURDAY), refused);
}
